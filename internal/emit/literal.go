package emit

import "github.com/dave/jennifer/jen"

// Fields emits the braces of a literal with one field a line, in the order given; jen.Dict would sort them.
//
//	{
//		ID:      "tencent-cvm-v3",
//		Version: "2017-03-12",
//	}
func Fields(fields ...jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, fields...)
}

// Field emits one field of a literal: ID: "tencent-cvm-v3".
func Field(name string, value jen.Code) *jen.Statement { return jen.Id(name).Op(":").Add(value) }

// Elements emits the braces of a literal on one line: {"a", "b"}.
func Elements(values ...jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ","}, values...)
}

// Args emits the arguments of a call with one a line, which jen.Call never does.
//
//	(
//		ctx,
//		in,
//	)
func Args(args ...jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "(", Close: ")", Separator: ",", Multi: true}, args...)
}

// Value emits a value of a contract: a boolean, a string, an integer or a float. Anything else is emitted as nil.
func Value(v any) *jen.Statement {
	switch v := v.(type) {
	case bool, string, int, float64:
		return jen.Lit(v)
	case int64:
		return jen.Lit(int(v))
	}
	return jen.Nil()
}
