using System.Globalization;
using Tieout.Sandbox.Salesforce.Records;

namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>Reads what stands after WHERE and HAVING.</summary>
internal sealed class SoqlConditionParser(
    SoqlTokens tokens,
    Func<SoqlOperand> operand,
    Func<SoqlQuery> query
)
{
    private static readonly string[] Comparisons = ["=", "!=", "<>", "<=", ">=", "<", ">", "LIKE"];
    private static readonly string[] Lists = ["IN", "INCLUDES", "EXCLUDES"];

    public SoqlCondition Read()
    {
        var first = One();
        var isAnd = tokens.Next?.Is("AND") is true;
        var isOr = tokens.Next?.Is("OR") is true;
        if (!isAnd && !isOr)
        {
            return first;
        }

        var parts = new List<SoqlCondition> { first };
        while (tokens.Skip(isAnd ? "AND" : "OR"))
        {
            parts.Add(One());
        }

        // The other word here is the vendor's "unexpected token".
        return tokens.Next is { } next && (next.Is("AND") || next.Is("OR"))
                ? throw tokens.Unexpected()
            : isAnd ? new SoqlCondition.All(parts)
            : new SoqlCondition.Any(parts);
    }

    private SoqlCondition One()
    {
        if (tokens.Skip("NOT"))
        {
            return new SoqlCondition.Not(One());
        }

        if (tokens.Skip("("))
        {
            var inner = Read();
            tokens.Require(")");
            return inner;
        }

        var left = operand();
        var isNegated = tokens.Skip("NOT");
        if (Array.Find(Lists, x => (!isNegated || x is "IN") && tokens.Skip(x)) is { } list)
        {
            return Listed(left, isNegated ? "NOT IN" : list);
        }

        var sign = Array.Find(Comparisons, x => !isNegated && tokens.Skip(x));
        return sign is null
            ? throw tokens.Unexpected()
            : new SoqlCondition.Comparison(left, sign is "<>" ? "!=" : sign, Literal());
    }

    private SoqlCondition Listed(SoqlOperand left, string list)
    {
        tokens.Require("(");
        if (tokens.Next?.Is("SELECT") is true)
        {
            var inner = query();
            tokens.Require(")");
            return new SoqlCondition.Joined(left, list is "NOT IN", inner);
        }

        var values = new List<SoqlLiteral>();
        do
        {
            values.Add(Literal());
        } while (tokens.Skip(","));
        tokens.Require(")");
        return new SoqlCondition.Listed(left, list, values);
    }

    private SoqlLiteral Literal()
    {
        var token = tokens.Any();
        if (token.IsText)
        {
            return new SoqlLiteral.Text(token.Text);
        }

        return token.Text.ToUpperInvariant() switch
        {
            "TRUE" => new SoqlLiteral.Flag(true),
            "FALSE" => new SoqlLiteral.Flag(false),
            "NULL" => new SoqlLiteral.Null(),
            var word => Days(word)
                ?? Scalar(token.Text)
                ?? throw SoqlError.Unexpected(tokens.Text, token),
        };
    }

    private static SoqlLiteral.Days? Days(string word)
    {
        var parts = word.Split(':');
        var count = 0;
        var hasCount =
            parts.Length == 2 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out count);
        return SoqlDays.IsKnown(parts[0], hasCount) ? new SoqlLiteral.Days(parts[0], count) : null;
    }

    private static SoqlLiteral? Scalar(string text)
    {
        if (Stamp.ParseDate(text) is { } day)
        {
            return new SoqlLiteral.Date(day);
        }

        if (text.Contains('T', StringComparison.OrdinalIgnoreCase))
        {
            return Stamp.Parse(text.ToUpperInvariant()) is { } instant
                ? new SoqlLiteral.Instant(instant)
                : null;
        }

        // USD1500.00 is an amount of a currency; only the amount is compared.
        var number = text.Length > 3 && text[..3].All(char.IsAsciiLetter) ? text[3..] : text;
        return decimal.TryParse(
            number,
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? new SoqlLiteral.Number(value)
            : null;
    }
}
