using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Intercompany;

/// <summary>Reads time entries of an engagement: priced between companies, left out, or its own.</summary>
internal sealed class BorrowedTime(EngagementState whole, ReferenceBook reference)
{
    private readonly List<IntercompanyTime> _times = [];
    private readonly List<IntercompanyGap> _gaps = [];

    public IReadOnlyList<IntercompanyTime> Times => _times;

    public IReadOnlyList<IntercompanyGap> Gaps => _gaps;

    public void Read(TimeEntry time)
    {
        var terms = whole.Contract?.TermsAt(time.WorkDate);
        var lender = reference.Resources.GetValueOrDefault(time.Resource)?.LegalEntity;
        if (!IsForeign(lender, terms))
        {
            return;
        }

        if (ReasonOf(time, terms) is { } reason)
        {
            Leave(time, lender, terms, reason.Value, reason.Owner);
        }
        else if (lender is { } employer)
        {
            Price(time, employer, terms!);
        }
        else
        {
            Leave(time, lender, terms, IntercompanyGap.EmployerUnknown);
        }
    }

    /// <summary>A firm of one company lends nobody, whether or not that is said of each person.</summary>
    private bool IsForeign(LegalEntityCode? lender, ContractTerms? terms) =>
        lender is null || terms is null
            ? reference.LegalEntities.Count > 1
            : lender != terms.LegalEntity;

    /// <summary>What keeps time from counting between companies, whatever it costs; nothing as a rule.</summary>
    /// <remarks>A signature, a hold, an order or a sell rate is a matter of the customer's invoice.</remarks>
    private ReasonCode? ReasonOf(TimeEntry time, ContractTerms? terms) =>
        time switch
        {
            { Status: ApprovalStatus.Draft } => ReasonCode.TimeNotSubmitted,
            { Status: ApprovalStatus.Submitted } => ReasonCode.TimeNotApproved,
            { Status: ApprovalStatus.Rejected } => ReasonCode.TimeRejected,
            { IsInFinancials: false } => ReasonCode.NotIncludedInFinancials,
            _ when terms is null => ReasonCode.ContractNotSigned,
            _ when Duplicates.IsSuspected(whole, time) => ReasonCode.DuplicateSuspected,
            _ => null,
        };

    private void Price(TimeEntry time, LegalEntityCode lender, ContractTerms terms)
    {
        var role = RateContexts.RoleOf(time, reference);
        var (rates, day) = (reference.Intercompany, time.WorkDate);
        var price = rates.TransferPriceAt(lender, terms.LegalEntity, role, day);
        var cost = rates.CostRateAt(lender, time.Resource, role, day);
        if (price is not null && cost is not null)
        {
            _times.Add(
                new IntercompanyTime(
                    whole.Id,
                    time.Id,
                    time.Version,
                    time.Project,
                    day,
                    lender,
                    terms.LegalEntity,
                    role,
                    time.Effort,
                    time.Effort.At(cost.HourlyCost).Round(),
                    time.Effort.At(price.HourlyPrice).Round(),
                    Dimensions.Of(terms, whole.Projects.GetValueOrDefault(time.Project))
                )
            );
            return;
        }

        if (price is null)
        {
            Leave(time, lender, terms, IntercompanyGap.TransferPriceMissing);
        }

        if (cost is null)
        {
            Leave(time, lender, terms, IntercompanyGap.CostRateMissing);
        }
    }

    private void Leave(
        TimeEntry time,
        LegalEntityCode? lender,
        ContractTerms? terms,
        string reason,
        ReasonOwner owner = ReasonOwner.Finance
    ) =>
        _gaps.Add(
            new IntercompanyGap(time.Id, lender, terms?.LegalEntity, reason, owner, time.Effort)
        );
}
