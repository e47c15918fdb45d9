using Tieout.Connect;
using Tieout.Connectors.LegacyErp.Batches;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.LegacyErp;

/// <summary>How batches, acknowledgements and periods are written in one documented interface.</summary>
internal interface IErpFormat
{
    /// <summary>Of batches and acknowledgements, with its dot.</summary>
    string Extension { get; }

    /// <summary>It can be told that a part is kept back or was paid in advance.</summary>
    bool TakesDeductions { get; }

    /// <summary>The content of a batch; the same for the same id.</summary>
    /// <exception cref="ConnectorException">The format cannot carry it, or a mapping is missing.</exception>
    string Compose(Delivery delivery, BatchId id);

    /// <summary>What a batch brings; none where it is not one of the hub's.</summary>
    Submission? ReadBatch(string text, BatchId id);

    /// <summary>The acknowledgements of a file; none where it is not whole.</summary>
    IReadOnlyList<Answer>? ReadAnswers(string text);

    /// <summary>The periods of a company.</summary>
    /// <param name="text">Of the exported table.</param>
    /// <param name="company">As the ERP calls it.</param>
    /// <param name="today">Open ends are cut some time after it.</param>
    /// <exception cref="FormatException">It is not that table.</exception>
    IReadOnlyList<LedgerPeriod> ReadPeriods(string text, string company, LocalDate today);

    /// <summary>A code of the reason catalogue; none where there is none.</summary>
    string? ReasonOf(string code);
}
