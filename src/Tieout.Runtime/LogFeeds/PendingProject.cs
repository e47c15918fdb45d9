using NodaTime.Text;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.LogFeeds;

/// <summary>A contract whose project is not open yet, as a place of the log keeps it.</summary>
/// <param name="Told">The unmet needs that are exceptions already.</param>
/// <param name="RestsUntil">
/// Whether the project was made is not known, and a call that still runs could make it until then; none as a rule.
/// </param>
internal sealed record PendingProject(
    EngagementId Contract,
    IReadOnlyList<string> Told,
    Instant? RestsUntil = null
)
{
    public static PendingProject Parse(string text)
    {
        var parts = text.Split(' ');
        return new PendingProject(
            EngagementId.Parse(Uri.UnescapeDataString(parts[0])),
            parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries),
            parts.Length > 2 ? InstantPattern.General.Parse(parts[2]).Value : null
        );
    }

    public override string ToString() =>
        $"{Uri.EscapeDataString(Contract.Value)} {string.Join(',', Told)}"
        + (RestsUntil is { } until ? $" {InstantPattern.General.Format(until)}" : string.Empty);
}
