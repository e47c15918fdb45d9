using Tieout.Domain.Amounts;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Invoicing.Receivables;

/// <summary>Why a decision about what a customer owes is refused.</summary>
public static class ReceivableRejections
{
    public static Rejection NotThatMuch(
        InvoiceState document,
        Money amount,
        Money room,
        string wanted
    ) =>
        new(
            "invoicing.not-that-much",
            $"{amount} of {document.Invoice.Reference} cannot be {wanted}: it has to be above zero, in whole "
                + $"minor units, and at most {room}."
        );
}
