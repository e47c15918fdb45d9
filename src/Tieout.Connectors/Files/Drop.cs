using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tieout.Connectors.Files.Layouts;
using Tieout.Connectors.Files.Reading;

namespace Tieout.Connectors.Files;

/// <summary>Files that are taken together: one, or a contract file with its lines and schedule.</summary>
/// <param name="Files">The feed's own file first.</param>
internal sealed record Drop(FeedFormat Format, IReadOnlyList<SourceFile> Files)
{
    private const int FingerprintBytes = 9;

    /// <summary>Differs when a file is replaced or changed; same name, length and time are the same.</summary>
    public string Fingerprint { get; } = FingerprintOf(Files);

    public SourceFile Main => Files[0];

    public bool HasChanged() => Files.Any(x => x.HasChanged());

    public Layout LayoutOf(SourceFile file) =>
        Format.Companions.Prepend(Format).First(x => Inbox.SuffixOf(file.Name, x) is not null);

    private static string FingerprintOf(IReadOnlyList<SourceFile> files)
    {
        var text = new StringBuilder();
        foreach (var file in files)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{file.Name}/{file.Length}/{file.ChangedTicks}\n"
            );
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return Convert.ToBase64String(hash.AsSpan(0, FingerprintBytes));
    }
}
