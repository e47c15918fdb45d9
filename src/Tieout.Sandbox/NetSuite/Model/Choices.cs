namespace Tieout.Sandbox.NetSuite.Model;

/// <summary>What the values of fixed lists are called.</summary>
internal static class Choices
{
    /// <summary>The name of a value; the value itself when the list is not known here.</summary>
    public static string NameOf(string type, string field, string id) =>
        (type, field, id) switch
        {
            ("invoice", "status", "A") or ("creditMemo", "status", "A") => "Open",
            ("invoice", "status", "B") => "Paid In Full",
            ("creditMemo", "status", "B") => "Fully Applied",
            ("invoice", "status", "D") => "Pending Approval",
            ("invoice", "status", "E") => "Rejected",
            ("customerPayment", "status", "B") => "Not Deposited",
            ("customerPayment", "status", "C") => "Deposited",
            ("journalEntry", "status", "A") => "Pending Approval",
            ("journalEntry", "status", "B") => "Approved for Posting",
            (_, "status", "V") => "Voided",
            (_, "approvalStatus", "1") => "Pending Approval",
            (_, "approvalStatus", "2") => "Approved",
            (_, "approvalStatus", "3") => "Rejected",
            ("job", "jobBillingType", "1") => "Charge-Based",
            _ => id,
        };
}
