namespace Tieout.Domain.Canonical;

/// <summary>What happens to the piece of work that reaches beyond a cap.</summary>
public enum CapEdge
{
    /// <summary>What fits is billed, the rest waits. The default.</summary>
    Split,

    /// <summary>It waits as a whole.</summary>
    Block,

    /// <summary>What fits is billed, the rest is written off: the firm bears it.</summary>
    Absorb,
}
