using System.Diagnostics;

namespace Tieout.Sandbox.Salesforce.Formulas;

/// <summary>Computes formulas. A number that is missing makes what is computed of it missing.</summary>
internal static class FormulaEvaluator
{
    public static object? Evaluate(Formula formula, FormulaScope scope) =>
        formula switch
        {
            Formula.Literal literal => literal.Value,
            Formula.Field field => scope.Value(field.Path),
            Formula.Negated negated => Evaluate(negated.Operand, scope) is decimal number
                ? -number
                : null,
            Formula.Binary binary => Binary(binary, scope),
            Formula.Call call => FormulaFunctions.Call(call, scope),
            _ => throw new UnreachableException(),
        };

    private static object? Binary(Formula.Binary binary, FormulaScope scope)
    {
        var left = Evaluate(binary.Left, scope);
        if (binary.Operator is "&&")
        {
            return FormulaValue.IsTrue(left) && FormulaValue.IsTrue(Evaluate(binary.Right, scope));
        }

        if (binary.Operator is "||")
        {
            return FormulaValue.IsTrue(left) || FormulaValue.IsTrue(Evaluate(binary.Right, scope));
        }

        var right = Evaluate(binary.Right, scope);
        var order = FormulaValue.Compare(left, right);
        return binary.Operator switch
        {
            "=" or "==" => FormulaValue.AreSame(left, right),
            "!=" or "<>" => !FormulaValue.AreSame(left, right),
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            ">=" => order >= 0,
            "&" => FormulaValue.Text(left) + FormulaValue.Text(right),
            _ => Arithmetic(binary.Operator, left, right),
        };
    }

    private static object? Arithmetic(string symbol, object? left, object? right) =>
        (symbol, left, right) switch
        {
            ("+", decimal a, decimal b) => a + b,
            ("-", decimal a, decimal b) => a - b,
            ("*", decimal a, decimal b) => a * b,
            ("/", decimal a, decimal b) => b == 0m ? null : a / b,
            ("+", DateOnly day, decimal days) => day.AddDays((int)days),
            ("-", DateOnly day, decimal days) => day.AddDays(-(int)days),
            ("-", DateOnly a, DateOnly b) => (decimal)(a.DayNumber - b.DayNumber),
            ("+", string a, string b) => a + b,
            _ => null,
        };
}
