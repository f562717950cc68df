package e2e_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"
)

// habits answer a question in place of an honest provider.
var habits = map[string]func(l *liar, q question) string{
	"honest":   (*liar).truth,
	"mute":     func(l *liar, _ question) string { <-l.gone; return "" },
	"babbling": func(*liar, question) string { return "Welcome to the fixture console!" },
	"mortal": func(l *liar, q question) string {
		if l.n > 3 {
			return died
		}
		return l.truth(q)
	},
	"slow": acquires(func(l *liar, _ question) string { <-l.gone; return "" }),
	"pondering": acquires(func(l *liar, _ question) string {
		fmt.Fprintln(os.Stderr, "fixtures: looking for a free host")
		<-l.gone
		return ""
	}),
	"forgetful": releases(func(*liar, question) string { return died }),
	"late": acquires(func(l *liar, q question) string {
		text := l.truth(q)
		time.Sleep(lateness)
		return text
	}),
	"confused": acquires(func(*liar, question) string { return "the console is closed on Sundays" }),
	"stingy": acquires(func(l *liar, q question) string {
		if q.Count--; q.Count == 0 {
			return `{"ids":[]}`
		}
		return l.truth(q)
	}),
	"repeating": acquires(func(l *liar, q question) string {
		q.Count = max(q.Count-1, 1)
		ids := given(l.truth(q))
		return idsObject(append(ids, ids[0]))
	}),
	"sloppy": acquires(func(l *liar, q question) string {
		q.State = "STOPPED"
		return l.truth(q)
	}),
	"poor":       acquires(func(*liar, question) string { return unavailable("no_budget", "the budget of this month is spent") }),
	"clinging":   releases(func(*liar, question) string { return unavailable("locked", "the console is locked over night") }),
	"stuck":      releases(func(l *liar, _ question) string { <-l.gone; return "" }),
	"generous":   generous,
	"gossiping":  gossiping,
	"double":     double,
	"stillborn":  nil, // see play
	"unstarted":  nil, // no such program
	"unanswered": nil, // no such server
}

// lateness is longer than the limit of a call in the rows about it, and not too long for the end of a
// run to wait for.
const lateness = 1300 * time.Millisecond

// acquires is a habit when something is asked for.
func acquires(habit func(*liar, question) string) func(*liar, question) string {
	return on("acquire", habit)
}

// releases is a habit when something is given back.
func releases(habit func(*liar, question) string) func(*liar, question) string {
	return on("release", habit)
}

func on(op string, habit func(*liar, question) string) func(*liar, question) string {
	return func(l *liar, q question) string {
		if q.Op == op {
			return habit(l, q)
		}
		return l.truth(q)
	}
}

// generous gives one instance more than asked for.
func generous(l *liar, q question) string {
	q.Count++ // of no meaning unless it is an acquire
	return l.truth(q)
}

// double waits for two acquires and then gives an id of the first to the second as well.
func double(l *liar, q question) string {
	if q.Op != "acquire" {
		return l.truth(q)
	}
	if l.held == nil {
		l.held = given(l.truth(q))
		return ""
	}
	first := idsObject(l.held)
	second := []string{l.held[0]}
	if q.Count > 1 {
		q.Count--
		second = append(second, given(l.truth(q))...)
	}
	l.held = nil
	return first + "\n" + idsObject(second)
}

// gossiping tells its secrets on every occasion.
func gossiping(l *liar, q question) string {
	words := " " + l.auth
	for _, name := range strings.Fields(os.Getenv(envLeak)) {
		words += " " + os.Getenv(name)
	}
	if l.auth == "" { // it is a program
		fmt.Fprintln(os.Stderr, "I know"+words)
	}
	switch {
	case q.Op != "acquire":
		return l.truth(q)
	case q.State == "STOPPED":
		return object("nonsense" + words)
	}
	return unavailable("secret", "take this:"+words)
}

// idsObject is the answer to an acquire.
func idsObject(ids []string) string { return object(map[string]any{"ids": ids}) }

// unavailable is the answer of a provider that has nothing to give.
func unavailable(reason, message string) string {
	return object(map[string]any{"unavailable": map[string]string{"reason": reason, "message": message}})
}

func object(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic("unreachable: " + err.Error())
	}
	return string(text)
}
