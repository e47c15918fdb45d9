using System.Globalization;

namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>Reads a query.</summary>
/// <remarks>As with the vendor, AND and OR are not mixed without parentheses.</remarks>
internal sealed class SoqlParser
{
    private static readonly string[] Ends =
    [
        "WHERE",
        "WITH",
        "GROUP",
        "HAVING",
        "ORDER",
        "LIMIT",
        "OFFSET",
        "FOR",
        "USING",
        "ALL",
        ")",
    ];

    private static readonly string[] Aggregates =
    [
        "COUNT",
        "COUNT_DISTINCT",
        "SUM",
        "AVG",
        "MIN",
        "MAX",
    ];

    private readonly SoqlTokens _tokens;
    private readonly SoqlConditionParser _conditions;

    private SoqlParser(SoqlTokens tokens)
    {
        _tokens = tokens;
        _conditions = new SoqlConditionParser(tokens, Operand, Query);
    }

    /// <summary>Reads a query.</summary>
    /// <exception cref="Records.SalesforceException">MALFORMED_QUERY.</exception>
    public static SoqlQuery Parse(string text)
    {
        var tokens = new SoqlTokens(text);
        var query = new SoqlParser(tokens).Query();
        return tokens.Next is null ? query : throw tokens.Unexpected();
    }

    private SoqlQuery Query()
    {
        _tokens.Require("SELECT");
        var select = List(Selection);
        _tokens.Require("FROM");
        var from = _tokens.Word();
        var alias =
            _tokens.Next is { IsText: false } next && !Ends.Any(next.Is) ? _tokens.Word() : null;
        var where = _tokens.Skip("WHERE") ? _conditions.Read() : null;
        var groupBy = _tokens.Skip("GROUP", "BY") ? List(_tokens.Word) : [];
        var having = _tokens.Skip("HAVING") ? _conditions.Read() : null;
        var orderBy = _tokens.Skip("ORDER", "BY") ? List(Order) : [];
        int? limit = _tokens.Skip("LIMIT") ? Count() : null;
        int? offset = _tokens.Skip("OFFSET") ? Count() : null;
        if (_tokens.Skip("FOR"))
        {
            // FOR VIEW, FOR REFERENCE: what the user looked at last, which nobody asks here.
            _ = _tokens.Word();
        }

        return new SoqlQuery(
            _tokens.Text,
            select,
            from,
            alias,
            where,
            groupBy,
            having,
            orderBy,
            limit,
            offset
        );
    }

    private SoqlSelection Selection()
    {
        if (_tokens.Skip("("))
        {
            var query = Query();
            _tokens.Require(")");
            return new SoqlSelection.Children(query);
        }

        var operand = Operand();
        if (operand is { Function: "FIELDS" })
        {
            return new SoqlSelection.Fields(operand.Path.ToUpperInvariant());
        }

        var isNamed = _tokens.Next is { IsText: false } next && !next.Is(",") && !next.Is("FROM");
        return new SoqlSelection.One(operand, isNamed ? _tokens.Word() : null);
    }

    private SoqlOperand Operand()
    {
        var word = _tokens.Word();
        if (!_tokens.Skip("("))
        {
            return new SoqlOperand(word);
        }

        var function = word.ToUpperInvariant();
        if (function is not "FIELDS" && !Aggregates.Contains(function, StringComparer.Ordinal))
        {
            throw SoqlError.Malformed($"Invalid function name: {word}");
        }

        var path = _tokens.Next?.Is(")") is true ? string.Empty : _tokens.Word();
        _tokens.Require(")");
        return new SoqlOperand(path, function);
    }

    private SoqlOrder Order()
    {
        var operand = Operand();
        var isDescending = _tokens.Skip("DESC");
        if (!isDescending)
        {
            _ = _tokens.Skip("ASC");
        }

        var nullsLast = _tokens.Skip("NULLS", "LAST");
        if (!nullsLast)
        {
            _ = _tokens.Skip("NULLS", "FIRST");
        }

        return new SoqlOrder(operand, isDescending, nullsLast);
    }

    private int Count() =>
        int.TryParse(
            _tokens.Next?.Text,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var count
        ) && _tokens.Word() is not null
            ? count
            : throw _tokens.Unexpected();

    private List<T> List<T>(Func<T> read)
    {
        var list = new List<T> { read() };
        while (_tokens.Skip(","))
        {
            list.Add(read());
        }

        return list;
    }
}
