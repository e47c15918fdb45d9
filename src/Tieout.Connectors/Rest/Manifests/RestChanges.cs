using System.Text.RegularExpressions;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>How what has changed since the last reading is found.</summary>
internal abstract record RestChanges
{
    private RestChanges() { }

    /// <summary>The list is read again; pages that are as they were are passed over.</summary>
    /// <param name="Window">Days that are read again; the whole list when none.</param>
    public sealed record Reread(RestWindow? Window) : RestChanges;

    /// <summary>By the instant of the last change.</summary>
    /// <param name="Stamp">Of a record; the first path that has one counts.</param>
    /// <param name="StampForm">How records and parameters write it.</param>
    /// <param name="Overlap">Is looked at again, for changes that became visible late.</param>
    /// <param name="IsAscending">The list comes in the order of the stamp.</param>
    /// <param name="Extract">What of the text at the path is the stamp; all of it when none.</param>
    public sealed record Since(
        IReadOnlyList<DataPath> Stamp,
        StampFormat StampForm,
        TimeSpan Overlap,
        bool IsAscending,
        DataPath? Id,
        string? Start,
        Regex? Extract
    ) : RestChanges
    {
        /// <summary>When a record was changed; none where it does not say so.</summary>
        public Instant? StampOf(Place record) =>
            Stamp
                .Select(x => x.Find(record) is { } value ? JsonTexts.TextOf(value) : null)
                .Select(x => x is null || Extract is null ? x : FieldText.Extract(x, Extract))
                .Select(x =>
                    x is { Length: > 0 } && StampForm.TryParse(x, out var instant)
                        ? instant
                        : (Instant?)null
                )
                .FirstOrDefault(x => x is not null);
    }

    /// <summary>By a number that grows with each change.</summary>
    public sealed record Sequence(DataPath Number, long Start) : RestChanges;

    /// <summary>By a token that the last page of a reading has for the next reading.</summary>
    public sealed record Token(DataPath Next, string? Start) : RestChanges;
}
