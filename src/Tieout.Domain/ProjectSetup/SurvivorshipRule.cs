namespace Tieout.Domain.ProjectSetup;

/// <summary>Whose value of a field survives when records are merged.</summary>
/// <remarks>One distinct value always survives; the rules settle a difference.</remarks>
public abstract record SurvivorshipRule
{
    private SurvivorshipRule() { }

    /// <summary>The first source of the list that has a value; unlisted sources come last.</summary>
    public sealed record SourcePriority(IReadOnlyList<string> Order) : SurvivorshipRule;

    /// <summary>The record that was updated last.</summary>
    public sealed record MostRecent : SurvivorshipRule;

    /// <summary>The longest text; among equals the one updated last.</summary>
    public sealed record MostComplete : SurvivorshipRule;

    /// <summary>A difference is a conflict, and the record cannot be used until it is settled.</summary>
    public sealed record MustAgree : SurvivorshipRule;
}
