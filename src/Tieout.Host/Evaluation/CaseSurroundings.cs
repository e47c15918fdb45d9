using Tieout.Host.Evaluation.Billing;

namespace Tieout.Host.Evaluation;

/// <summary>What a case states before its first step.</summary>
/// <param name="Given">Contracts, time, rates and so on; none when left out.</param>
/// <param name="Policies">Switches of the firm; none when left out.</param>
internal sealed record CaseSurroundings(CaseFields? Given, CaseFields? Policies)
{
    private CaseHub? _hub;

    /// <summary>The engagements that the case's billing steps work on, one after the other.</summary>
    public CaseHub Hub => _hub ??= new CaseHub(this);

    /// <summary>An error about something that is not among what the case states.</summary>
    public CaseException Missing(string name, string member) =>
        Given?.Error($"{name} {member}", "is missing")
        ?? new CaseException($"given {name} {member}", "is missing");

    /// <summary>The rows of a list in the given state; none when it is left out.</summary>
    public IReadOnlyList<CaseFields> Rows(string name) => Given?.OptionalChildren(name) ?? [];

    /// <summary>The same, told apart by a field.</summary>
    public IReadOnlyList<CaseFields> Rows(string name, string key) =>
        Given?.OptionalRows(name, key) ?? [];
}
