using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Runtime.LogFeeds;

/// <summary>A contract whose project is not open yet, as a place of the log keeps it.</summary>
/// <param name="Told">The unmet needs that are exceptions already, each with the mark of its message.</param>
/// <param name="IsMade">The hub has made its project, closed.</param>
/// <param name="TriedAt">
/// From then on a call may be under way that makes it; kept before the call is made. None when there is none.
/// </param>
internal sealed record PendingProject(
    EngagementId Contract,
    IReadOnlyList<string> Told,
    bool IsMade = false,
    Instant? TriedAt = null
)
{
    private const string Made = "made";
    private const string None = "-";
    private const int MarkLength = 8;

    public static PendingProject Parse(string text)
    {
        var parts = text.Split(' ');
        return new PendingProject(
            EngagementId.Parse(Uri.UnescapeDataString(parts[0])),
            parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries),
            parts[2] is Made,
            parts[2] is Made or None ? null : InstantPattern.General.Parse(parts[2]).Value
        );
    }

    /// <summary>A need and what is said of it: told anew when that changes.</summary>
    public static string MarkOf(UnmetNeed need) =>
        $"{need.Need}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(need.Message ?? need.Why)))[..MarkLength]}";

    /// <summary>The need of a mark.</summary>
    public static string NeedOf(string mark) => mark[..mark.LastIndexOf(':')];

    public override string ToString() =>
        $"{Uri.EscapeDataString(Contract.Value)} {string.Join(',', Told)} "
        + (
            IsMade ? Made
            : TriedAt is { } tried ? InstantPattern.General.Format(tried)
            : None
        );
}
