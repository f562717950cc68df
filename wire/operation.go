package wire

import "context"

// operationKey is the context key of [OperationOf].
type operationKey struct{}

func withOperation(ctx context.Context, operation string) context.Context {
	return context.WithValue(ctx, operationKey{}, operation)
}

// OperationOf returns the name of the operation that a request belongs to, out of the request's context. It is meant for
// a [Config].Transport, to which the requests of all operations look alike, and for a [Config].Retry. It is the name
// that was called, also where an option has put another one on the wire, and empty for a context that is not of a call.
func OperationOf(ctx context.Context) string {
	operation, _ := ctx.Value(operationKey{}).(string)
	return operation
}
