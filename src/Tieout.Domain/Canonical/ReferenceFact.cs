namespace Tieout.Domain.Canonical;

/// <summary>A fact that many engagements share: parties, rates, taxes, accounts, people.</summary>
public abstract record ReferenceFact : CanonicalFact
{
    private protected ReferenceFact() { }
}
