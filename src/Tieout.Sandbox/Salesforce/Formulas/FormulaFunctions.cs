using Tieout.Domain.Amounts;

namespace Tieout.Sandbox.Salesforce.Formulas;

/// <summary>The functions of formulas that object files may use.</summary>
internal static class FormulaFunctions
{
    public static object? Call(Formula.Call call, FormulaScope scope)
    {
        object? Of(int i) => FormulaEvaluator.Evaluate(call.Arguments[i], scope);
        bool IsTrue(Formula x) => FormulaValue.IsTrue(FormulaEvaluator.Evaluate(x, scope));
        return call.Function switch
        {
            "AND" => call.Arguments.All(IsTrue),
            "OR" => call.Arguments.Any(IsTrue),
            "NOT" => !IsTrue(call.Arguments[0]),
            "IF" => IsTrue(call.Arguments[0]) ? Of(1) : Of(2),
            "CASE" => Case(call, scope),
            "ISBLANK" or "ISNULL" => FormulaValue.IsBlank(Of(0)),
            "BLANKVALUE" or "NULLVALUE" => FormulaValue.IsBlank(Of(0)) ? Of(1) : Of(0),
            "ISPICKVAL" => FormulaValue.AreSame(Of(0), Of(1)),
            "ISNEW" => scope.Prior is null,
            "ISCHANGED" => scope.Prior is { } prior
                && !FormulaValue.AreSame(Of(0), prior(FieldOf(call))),
            "PRIORVALUE" => (scope.Prior ?? scope.Value)(FieldOf(call)),
            "NOW" => scope.Now,
            "TODAY" => DateOnly.FromDateTime(scope.Now.UtcDateTime),
            _ => CallOfValues(call.Function, [.. call.Arguments.Select((_, i) => Of(i))]),
        };
    }

    private static object? CallOfValues(string function, object?[] values) =>
        (function, values) switch
        {
            ("TEXT", [var value]) => FormulaValue.Text(value),
            ("TRIM", [var value]) => FormulaValue.Text(value).Trim(),
            ("UPPER", [var value]) => FormulaValue.Text(value).ToUpperInvariant(),
            ("LEN", [var value]) => (decimal)FormulaValue.Text(value).Length,
            ("BEGINS", [var value, var start]) => FormulaValue
                .Text(value)
                .StartsWith(FormulaValue.Text(start), StringComparison.Ordinal),
            ("CONTAINS", [var value, var part]) => FormulaValue
                .Text(value)
                .Contains(FormulaValue.Text(part), StringComparison.Ordinal),
            ("INCLUDES", [var value, string one]) => FormulaValue
                .Text(value)
                .Split(';')
                .Contains(one, StringComparer.Ordinal),
            ("ABS", [decimal number]) => Math.Abs(number),
            ("MAX", [decimal, ..]) => values.OfType<decimal>().Max(),
            ("MIN", [decimal, ..]) => values.OfType<decimal>().Min(),
            ("ROUND", [decimal number, decimal digits]) => number.RoundTo((int)digits),
            ("DATE", [decimal year, decimal month, decimal day]) => new DateOnly(
                (int)year,
                (int)month,
                (int)day
            ),
            ("DATEVALUE", [DateTimeOffset instant]) => DateOnly.FromDateTime(instant.UtcDateTime),
            ("ADDMONTHS", [DateOnly day, decimal months]) => day.AddMonths((int)months),
            ("YEAR", [DateOnly day]) => (decimal)day.Year,
            ("MONTH", [DateOnly day]) => (decimal)day.Month,
            ("DAY", [DateOnly day]) => (decimal)day.Day,
            ("WEEKDAY", [DateOnly day]) => (decimal)day.DayOfWeek + 1m,
            ("ABS" or "MAX" or "MIN" or "ROUND" or "DATE" or "DATEVALUE" or "ADDMONTHS", _) => null,
            ("YEAR" or "MONTH" or "DAY" or "WEEKDAY", _) => null,
            _ => throw new FormulaException($"The function {function} is not known."),
        };

    private static object? Case(Formula.Call call, FormulaScope scope)
    {
        object? Of(int i) => FormulaEvaluator.Evaluate(call.Arguments[i], scope);
        var value = Of(0);
        for (var i = 1; i + 1 < call.Arguments.Count; i += 2)
        {
            if (FormulaValue.AreSame(value, Of(i)))
            {
                return Of(i + 1);
            }
        }

        return Of(call.Arguments.Count - 1);
    }

    private static string FieldOf(Formula.Call call) =>
        call.Arguments is [Formula.Field field]
            ? field.Path
            : throw new FormulaException($"{call.Function} is about one field.");
}
