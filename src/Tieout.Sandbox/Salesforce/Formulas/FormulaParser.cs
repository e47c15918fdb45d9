using System.Globalization;

namespace Tieout.Sandbox.Salesforce.Formulas;

/// <summary>Reads a formula in the vendor's notation.</summary>
internal sealed class FormulaParser
{
    private static readonly string[][] Levels =
    [
        ["||"],
        ["&&"],
        ["==", "=", "!=", "<>", "<=", ">=", "<", ">"],
        ["&", "+", "-"],
        ["*", "/"],
    ];

    private static readonly string[] Symbols =
    [
        .. Levels.SelectMany(x => x).Concat(["(", ")", ",", "!"]).OrderByDescending(x => x.Length),
    ];

    private readonly string _text;
    private readonly List<string> _tokens = [];
    private int _at;

    private FormulaParser(string text)
    {
        _text = text;
        Split();
    }

    /// <summary>Reads a formula.</summary>
    /// <exception cref="FormulaException">It is none.</exception>
    public static Formula Parse(string text)
    {
        var parser = new FormulaParser(text);
        var formula = parser.Level(0);
        return parser._at == parser._tokens.Count
            ? formula
            : throw parser.Failed($"'{parser._tokens[parser._at]}' is not expected");
    }

    private Formula Level(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        var left = Level(level + 1);
        while (_at < _tokens.Count && Levels[level].Contains(_tokens[_at], StringComparer.Ordinal))
        {
            var symbol = _tokens[_at++];
            left = new Formula.Binary(symbol, left, Level(level + 1));
        }

        return left;
    }

    private Formula Unary()
    {
        switch (Take())
        {
            case "-":
                return new Formula.Negated(Unary());
            case "!":
                return new Formula.Call("NOT", [Unary()]);
            case "(":
                var inner = Level(0);
                Require(")");
                return inner;
            case ['"' or '\'', ..] text:
                return new Formula.Literal(text[1..^1]);
            case [>= '0' and <= '9', ..] number:
                return new Formula.Literal(decimal.Parse(number, CultureInfo.InvariantCulture));
            case var name:
                return Named(name);
        }
    }

    private Formula Named(string name)
    {
        if (_at < _tokens.Count && _tokens[_at] is "(")
        {
            _at++;
            var arguments = new List<Formula>();
            while (_tokens.ElementAtOrDefault(_at) is not ")")
            {
                if (arguments.Count > 0)
                {
                    Require(",");
                }

                arguments.Add(Level(0));
            }

            Require(")");
            return new Formula.Call(name.ToUpperInvariant(), arguments);
        }

        return name.ToUpperInvariant() switch
        {
            "TRUE" => new Formula.Literal(true),
            "FALSE" => new Formula.Literal(false),
            "NULL" => new Formula.Literal(null),
            _ => new Formula.Field(name),
        };
    }

    private string Take() =>
        _at < _tokens.Count ? _tokens[_at++] : throw Failed("it ends too early");

    private void Require(string token)
    {
        if (!string.Equals(Take(), token, StringComparison.Ordinal))
        {
            throw Failed($"'{token}' is expected");
        }
    }

    private void Split()
    {
        for (var at = 0; at < _text.Length; )
        {
            var end = EndOfToken(at);
            if (!char.IsWhiteSpace(_text[at]))
            {
                _tokens.Add(_text[at..end]);
            }

            at = end;
        }
    }

    private int EndOfToken(int start)
    {
        var first = _text[start];
        if (char.IsWhiteSpace(first))
        {
            return start + 1;
        }

        if (first is '"' or '\'')
        {
            var close = _text.IndexOf(first, start + 1);
            return close < 0 ? throw Failed("a text does not end") : close + 1;
        }

        if (
            Array.Find(Symbols, x => _text.AsSpan(start).StartsWith(x, StringComparison.Ordinal)) is
            { } symbol
        )
        {
            return start + symbol.Length;
        }

        var end = start;
        while (
            end < _text.Length
            && (char.IsLetterOrDigit(_text[end]) || _text[end] is '_' or '.' or '$')
        )
        {
            end++;
        }

        return end > start ? end : throw Failed($"'{first}' is not known");
    }

    private FormulaException Failed(string why) => new($"In '{_text}': {why}.");
}
