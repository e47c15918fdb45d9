using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Journals;

namespace Tieout.Domain.Intercompany;

/// <summary>One version of time that a person of one company worked for a contract of another.</summary>
/// <param name="Role">The role worked in; none where nobody named any.</param>
/// <param name="Cost">What it costs the lender, rounded.</param>
/// <param name="Transfer">What the borrower owes the lender for it, rounded: one amount, both sides.</param>
/// <param name="Dimensions">What the borrower's cost is analysed by.</param>
/// <remarks>Source: domain rules §12: both documents come from one event id.</remarks>
public sealed record IntercompanyTime(
    EngagementId Engagement,
    WorkId Work,
    long Version,
    ProjectCode Project,
    LocalDate Date,
    LegalEntityCode Lender,
    LegalEntityCode Borrower,
    string? Role,
    Effort Effort,
    Money Cost,
    Money Transfer,
    ValueList<DimensionSetting>? Dimensions
)
{
    /// <summary>The work and its version: the same for both companies, and never another one's.</summary>
    public string EventId => FormattableString.Invariant($"{Work}/v{Version}");

    /// <summary>Whether it is booked alike: a version that changed a text changes nothing.</summary>
    public bool IsBookedAs(IntercompanyTime other) => this == other with { Version = Version };

    /// <summary>Both sides; with a negative effort its reversal.</summary>
    internal JournalEntry Entry() =>
        PostingRules
            .EntryFor(
                new PostingEvent.IntercompanyTimeApproved(
                    Lender,
                    Cost,
                    Borrower,
                    Transfer,
                    SalesValue: null
                ),
                AccrualRelease.Clear
            )
            .Analysed(AccountRole.CostIntercompanyLabor, Dimensions);

    /// <summary>The same taken back.</summary>
    internal IntercompanyTime Reversed() =>
        this with
        {
            Effort = -Effort,
            Cost = -Cost,
            Transfer = -Transfer,
        };
}
