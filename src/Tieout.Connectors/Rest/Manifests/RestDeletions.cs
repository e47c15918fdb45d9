using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Deletions that leave no trace: who is missing is asked for by id.</summary>
/// <param name="Confirm">Answered with 404 or 410 when the record is gone.</param>
/// <param name="Record">In the answer; the record is gone where there is none. Any answer when none.</param>
/// <param name="MassAllowed">Any number at once is believed.</param>
/// <param name="IsAll">
/// The list is read for its ids only, within each reading of the list that tells the records.
/// </param>
internal sealed record RestDeletions(
    RestCall Confirm,
    DataPath? Record,
    bool MassAllowed,
    bool IsAll
);
