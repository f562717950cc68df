package reference

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/seed-613b54dc/conformance/internal/contract"
)

// answer is a decision as bytes.
type answer struct {
	status      int
	contentType string
	body        []byte
}

// write sends the answer. A client that has gone away is nobody's error.
func (a answer) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", a.contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}

// answer writes a decision into the envelope of the contract. The protocol then adds what the contract cannot say.
func (e *Endpoint) answer(c *call, d Decision) answer {
	r := &Reply{
		Query: e.query(c), Decision: d, Status: e.contract.Envelope.Success.HTTPStatus, RequestID: e.ids.requestID(),
		Doc: map[string]any{}, Format: contract.FormatJSON, ContentType: "application/json",
	}
	if r.Status == 0 {
		r.Status = http.StatusOK
	}
	if d.Refusal != nil {
		r.Status = d.Refusal.Status
		e.writeRefusal(r.Doc, d.Refusal, r.RequestID)
	} else {
		e.writeSuccess(r.Doc, c.op, d, r.RequestID)
	}
	e.protocol.finish(c, r)
	if e.opt.Fault.Answer != nil {
		e.opt.Fault.Answer(r)
	}
	return answer{status: r.Status, contentType: r.ContentType, body: r.bytes()}
}

// Reply is an answer before it is written.
type Reply struct {
	*Query
	Decision  Decision
	Status    int
	RequestID string
	// Doc is the whole answer, envelope included: what JSON has, with int for numbers.
	Doc map[string]any
	// Format, Root and ContentType say how it is written; Root is used for XML alone.
	Format      contract.Format
	Root        string
	ContentType string
	// Bytes writes the answer in place of the usual way when it is set.
	Bytes func(r *Reply) []byte
}

func (r *Reply) bytes() []byte {
	switch {
	case r.Bytes != nil:
		return r.Bytes(r)
	case r.Format == contract.FormatXML:
		return object(r.Doc).xml(r.Root)
	}
	return object(r.Doc).json()
}

func (e *Endpoint) writeRefusal(doc object, r *Refusal, id string) {
	env := e.contract.Envelope
	doc.set(env.Code, r.Code)
	doc.set(env.Message, r.Message)
	doc.set(env.RequestID, id)
	if env.Number != "" {
		doc.set(env.Number, r.Number)
	}
}

// writeSuccess fills the payload: what the operation is about, the request id, and "nothing" in what else the
// schema requires.
func (e *Endpoint) writeSuccess(doc object, op *operation, d Decision, id string) {
	env := e.contract.Envelope
	payload := zeroObject(op.Result)
	if d.Shown != nil {
		e.writeShown(payload, op, d.Shown)
	}
	if op.Partial != nil && op.Partial.Failed != "" {
		failed := []any{}
		for _, r := range d.refused() {
			failed = append(failed, r.ID)
		}
		object(payload).set(op.Partial.Failed, failed)
	}
	if env.Payload == "" {
		for name, value := range payload {
			doc[name] = value
		}
	} else {
		doc.set(env.Payload, payload)
	}
	if env.Success.Path != "" && !env.Success.Absent {
		doc.set(env.Success.Path, number(env.Success.Equals))
	}
	if r := e.contract.RequestID; r != nil {
		doc.set(r.Field, id)
		doc.set(r.Outer, id)
	}
}

func (e *Endpoint) writeShown(payload object, op *operation, s *Shown) {
	items := make([]any, len(s.Items))
	for i, r := range s.Items {
		items[i] = e.shownItem(op, r)
	}
	payload.set(op.Observe.Items, items)
	for _, f := range op.Result {
		switch strings.ToLower(f.Name) {
		case "totalcount":
			payload[f.Name] = s.Total
		case "pagesize":
			payload[f.Name] = s.Size
		case "pagenumber", "pagenum":
			payload[f.Name] = s.Number
		}
	}
}

// object is a JSON object in the making.
type object map[string]any

// set puts a value at a dotted path and makes the objects on the way; an empty path is no place.
func (o object) set(path string, value any) {
	if path == "" {
		return
	}
	name, rest, more := strings.Cut(path, ".")
	if !more {
		o[name] = value
		return
	}
	inner, ok := o[name].(map[string]any)
	if !ok {
		inner = map[string]any{}
		o[name] = inner
	}
	object(inner).set(rest, value)
}

// json writes the object; its values are all of this package's making and so always have a JSON form.
func (o object) json() []byte {
	b, err := json.Marshal(map[string]any(o))
	if err != nil {
		panic("unreachable: " + err.Error())
	}
	return b
}

// number makes a number of a text that is one, and leaves others alone.
func number(s string) any {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return s
}

// as gives a text the type that a schema demands.
func as(t contract.Type, s string) any {
	switch t {
	case contract.Integer, contract.Number:
		return number(s)
	case contract.Boolean:
		return s == "true"
	}
	return s
}

// fieldType is the type of a field; String when the schema does not have it.
func fieldType(fields []*contract.Field, name string) contract.Type {
	for _, f := range fields {
		if f.Name == name {
			return f.Schema.Type
		}
	}
	return contract.String
}
