package mutant

import "strings"

// misspellings are words that published APIs spell wrongly, and how a helpful hand would correct them. A code is
// what the document prints, so correcting it breaks callers.
var misspellings = strings.NewReplacer(
	"Invaild", "Invalid", "INVAILD", "INVALID",
	"Exsit", "Exist", "EXSIT", "EXIST",
	"Adress", "Address", "ADRESS", "ADDRESS",
	"Occured", "Occurred", "OCCURED", "OCCURRED",
	"Unauthroized", "Unauthorized", "UNAUTHROIZED", "UNAUTHORIZED",
	"Excced", "Exceed", "EXCCED", "EXCEED",
	"Paramter", "Parameter", "PARAMTER", "PARAMETER",
	"Quato", "Quota", "QUATO", "QUOTA",
	"NotSupport.", "NotSupported.", "NotSupport\n", "NotSupported\n",
	"NOT_SUPPORT\n", "NOT_SUPPORTED\n",
)

// corrected is a code without the misspellings; the code itself when it has none. A line end stands for the end of
// the code: NotSupport is a word to correct, and the beginning of NotSupported is not.
func corrected(code string) string {
	return strings.TrimSuffix(misspellings.Replace(code+"\n"), "\n")
}
