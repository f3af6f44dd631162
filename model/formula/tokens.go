package formula

import (
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser/lexer"
)

const operatorHint = "operators are + - * / % ^ == != < <= > >= and or not ? :"

// operators are those of the parser that formulas have; that = is none is the parser's to say.
var operators = []string{
	"+", "-", "*", "/", "%", "^", "**", "==", "!=", "<", "<=", ">", ">=", "and", "&&", "or", "||", "not", "!", "?", ":", ",", "=",
}

// checkTokens refuses what the parser knows and formulas do not have. Only what is left meets the parser.
func checkTokens(p position) []Error {
	tokens, err := lexer.Lex(file.NewSource(p.source))
	if err != nil {
		return []Error{p.syntax(err)}
	}
	var errs []Error
	for _, t := range tokens {
		if message, hint := foreign(t); message != "" {
			errs = append(errs, Error{p.offset(t.Location), message, hint})
		}
	}
	return errs
}

func foreign(t lexer.Token) (message, hint string) {
	switch t.Kind {
	case lexer.Operator:
		if !slices.Contains(operators, t.Value) {
			return "formulas have no " + t.Value, operatorHint
		}
	case lexer.Bracket:
		if t.Value != "(" && t.Value != ")" {
			return "formulas have no " + t.Value, "use ( and )"
		}
	case lexer.Bytes:
		return "formulas have no strings of bytes", `write "` + t.Value + `"`
	case lexer.Number:
		return badNumber(t.Value)
	}
	return "", ""
}

func badNumber(s string) (message, hint string) {
	const hintNumber = "write numbers like 1000, 0.5 or 1e20"
	if _, err := strconv.ParseFloat(s, 64); err != nil || strings.ContainsAny(s, "xX_") {
		return s + " is not a number", hintNumber
	}
	if _, err := strconv.ParseInt(s, 10, 64); err != nil && !strings.ContainsAny(s, ".eE") {
		return s + " is too large for a whole number", hintNumber
	}
	return "", ""
}

// IsName tells whether a formula could use s as a name: a word of letters, digits and _ that means nothing else.
func IsName(s string) bool {
	tokens, err := lexer.Lex(file.NewSource(s))
	_, taken := functions[s]
	return err == nil && len(tokens) == 2 && tokens[0].Kind == lexer.Identifier && tokens[0].Value == s &&
		!taken && !slices.Contains([]string{"true", "false", "nil"}, s)
}
