namespace Tieout.Sandbox.Ledgerworks;

/// <summary>What the books answer: a value that is in them now, or why nothing was changed.</summary>
internal abstract record Answer<T>
{
    private Answer() { }

    public static implicit operator Answer<T>(T value) => new Given(value);

    public static implicit operator Answer<T>(Refusal reason) => new Refused(reason);

    public sealed record Given(T Value) : Answer<T>;

    public sealed record Refused(Refusal Reason) : Answer<T>;
}
