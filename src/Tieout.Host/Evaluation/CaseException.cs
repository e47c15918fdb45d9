namespace Tieout.Host.Evaluation;

/// <summary>A worked case that cannot be evaluated: what is wrong, and where.</summary>
/// <param name="place">Case, step and field: <c>G001 step 0 (tax.compute) lines[2].rate</c>.</param>
/// <param name="problem">One clause: <c>is missing</c>.</param>
public class CaseException(string place, string problem) : Exception($"{place}: {problem}.")
{
    public string Place { get; } = place;

    public string Problem { get; } = problem;
}
