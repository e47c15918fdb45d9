using System.Text.Json.Serialization;
using Tieout.Connect;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>An invoice or credit memo as Business Central tells it; credit memos are positive there.</summary>
/// <param name="RemainingAmount">Of invoices only: the API does not tell it of credit memos.</param>
internal sealed record BusinessCentralDocument(
    Guid Id,
    [property: JsonPropertyName("@odata.etag")] string Version,
    string Number,
    string ExternalDocumentNumber,
    DateOnly PostingDate,
    string CurrencyCode,
    decimal TotalAmountExcludingTax,
    decimal TotalTaxAmount,
    decimal TotalAmountIncludingTax,
    string Status,
    DateTimeOffset LastModifiedDateTime,
    decimal? RemainingAmount = null
)
{
    public const string Draft = "Draft";

    public const string InReview = "In_x0020_Review";

    public const string Open = "Open";

    public const string Paid = "Paid";

    public const string Canceled = "Canceled";

    public const string Corrective = "Corrective";

    public bool IsOpen => Status is Open;

    public bool IsKnown => IsDraft || Status is Open or Paid or Canceled or Corrective;

    /// <summary>What was paid and credited.</summary>
    /// <exception cref="ConnectorException">It is not told what remains: nothing says that it is paid.</exception>
    public decimal Settled =>
        TotalAmountIncludingTax - (RemainingAmount ?? throw Lacking("remainingAmount"));

    public bool IsDraft => Status is Draft or InReview or "In Review";

    /// <summary>As the hub counts: amounts of a credit memo are negative.</summary>
    /// <param name="path">Its address below the service, which is its id.</param>
    /// <exception cref="ConnectorException">A state or currency that the API does not name.</exception>
    public TargetRecord ToTarget(string path, string naturalKey, bool isCredit)
    {
        if (!Domain.Amounts.CurrencyCode.TryParse(CurrencyCode, out var currency))
        {
            throw Unreadable($"currency '{CurrencyCode}'");
        }

        var sign = isCredit ? -1m : 1m;
        var state = StateOf();
        return new TargetRecord(
            naturalKey,
            path,
            state,
            IsDraft ? null : Number,
            IsDraft ? null : LocalDate.FromDateOnly(PostingDate),
            new Money(sign * TotalAmountExcludingTax, currency),
            new Money(sign * TotalTaxAmount, currency),
            OpenOf(state, isCredit) is { } open ? new Money(sign * open, currency) : null
        );
    }

    private decimal? OpenOf(TargetState state, bool isCredit) =>
        state switch
        {
            TargetState.Paid or TargetState.Voided => 0m,
            TargetState.Posted when !isCredit => RemainingAmount
                ?? throw Lacking("remainingAmount"),
            _ => RemainingAmount,
        };

    private TargetState StateOf() =>
        Status switch
        {
            _ when IsDraft => TargetState.Draft,
            Open => TargetState.Posted,
            Paid or Corrective => TargetState.Paid,
            Canceled => TargetState.Voided,
            _ => throw Unreadable($"state '{Status}'"),
        };

    private ConnectorException Lacking(string field) =>
        new(ConnectorFault.Contract, $"Business Central told document {Number} without {field}.");

    private static ConnectorException Unreadable(string what) =>
        new(ConnectorFault.Contract, $"Business Central answered with the unknown {what}.");
}
