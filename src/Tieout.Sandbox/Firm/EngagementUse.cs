namespace Tieout.Sandbox.Firm;

/// <summary>What an engagement is there for: most are ordinary, one each shows a kind of dirt.</summary>
internal enum EngagementUse
{
    Ordinary,
    Internal,
    LateProject,
    LateRate,
    Ended,
    BillingHold,
    CustomerHold,
    PendingAmendment,
}
