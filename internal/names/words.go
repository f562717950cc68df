package names

import (
	"strings"
	"unicode"
)

// initialisms are the words that Go writes in capitals.
var initialisms = map[string]string{
	"api": "API", "cpu": "CPU", "dns": "DNS", "ecs": "ECS", "eip": "EIP", "gpu": "GPU", "http": "HTTP", "https": "HTTPS",
	"id": "ID", "ids": "IDs", "ip": "IP", "ips": "IPs", "json": "JSON", "os": "OS", "sdk": "SDK", "ssh": "SSH",
	"tcp": "TCP", "ttl": "TTL", "udp": "UDP", "uri": "URI", "url": "URL", "urls": "URLs", "uuid": "UUID", "vm": "VM",
	"vpc": "VPC", "xml": "XML",
}

// Exported writes a wire name as an exported Go name: unInstanceId becomes UnInstanceID, SOFT_FIRST becomes SoftFirst and
// InvalidParameterValue.LimitExceeded loses its dot. A name without letters or digits becomes the empty string.
func Exported(wire string) string {
	var b strings.Builder
	for _, w := range words(wire) {
		b.WriteString(title(w))
	}
	return b.String()
}

// title writes one word as Go does inside a longer name.
func title(word string) string {
	lower := strings.ToLower(word)
	if up, ok := initialisms[lower]; ok {
		return up
	}
	if strings.ToUpper(word) == word {
		word = lower
	}
	r := []rune(word)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}

// words splits at everything that is neither letter nor digit, and where a new word begins with a capital. The last
// capital of a run belongs to the word that follows: "ECSInstance" is ECS and Instance.
func words(s string) []string {
	var list []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		r, start := []rune(part), 0
		for i := 1; i < len(r); i++ {
			rises := unicode.IsUpper(r[i]) && !unicode.IsUpper(r[i-1])
			ends := unicode.IsUpper(r[i]) && unicode.IsUpper(r[i-1]) && i+1 < len(r) && unicode.IsLower(r[i+1])
			if rises || ends {
				list = append(list, string(r[start:i]))
				start = i
			}
		}
		list = append(list, string(r[start:]))
	}
	return list
}

// collections are the words that vendors put behind the name of what a list holds.
var collections = []string{"Set", "List", "Array"}

// singular names one element of a list: InstanceStatusSet becomes InstanceStatus, Instances becomes Instance.
func singular(name string) string {
	for _, c := range collections {
		if rest, ok := strings.CutSuffix(name, c); ok && rest != "" {
			return rest
		}
	}
	switch {
	case strings.HasSuffix(name, "IDs"), strings.HasSuffix(name, "ss"), strings.HasSuffix(name, "us"), strings.HasSuffix(name, "is"):
		return strings.TrimSuffix(name, "IDs")
	case strings.HasSuffix(name, "ies"):
		return strings.TrimSuffix(name, "ies") + "y"
	case strings.HasSuffix(name, "ses"), strings.HasSuffix(name, "xes"):
		return strings.TrimSuffix(name, "es")
	}
	return strings.TrimSuffix(name, "s")
}
