using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Runtime.SetAside;

/// <summary>Why a command waits, and what it is about, in the words of the exception list.</summary>
internal static class SetAsideReasons
{
    /// <summary>What the subject of a billing run begins with, and of nothing else.</summary>
    public const string BillingRun = "billing through ";

    /// <summary>The code of the catalogue; what a source said wrongly keeps the refusal's own.</summary>
    public static string Of(Rejection refused, EngagementCommand command) =>
        refused.Reason is { } reason ? reason
        : command is DraftInvoice ? ReasonCode.BillingRefused.Value
        : refused.Code;

    public static string SubjectOf(EngagementCommand command) =>
        command switch
        {
            RecordWork x => x.Work.Id.Value,
            RecordContract x => x.Contract.Identity,
            RecordAmendment x => x.Amendment.Identity,
            RecordProject x => x.Project.Identity,
            RecordPayment x => x.Payment.Identity,
            RecordVoid x => x.Voided.Identity,
            RecordDeposit x => x.Deposit.Identity,
            CompareCopy x => x.Copy.Identity,
            DraftInvoice x => $"{BillingRun}{x.Through:uuuu-MM-dd}",
            Reassess => "assessment of open work",
            _ => command.GetType().Name,
        };
}
