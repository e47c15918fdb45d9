namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Time of employees; a new entry is open until somebody approves it.</summary>
internal sealed class TimeEntryRules : Rules
{
    public override void Inserting(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        Complete(book, record, given);
        if (!record.Has("employeeId"))
        {
            // The wording is not documented [U].
            throw Refusals.Dialog("An \"employeeNumber\" or an \"employeeId\" must be provided.");
        }
    }

    public override void Modifying(
        CompanyBook book,
        NavRecord record,
        IReadOnlySet<string> given
    ) => Complete(book, record, given);

    private static void Complete(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        _ = Pairs.Complete(
            book,
            record,
            given,
            ("employeeId", "employeeNumber"),
            ("employees", "number"),
            "The employee cannot be found."
        );
        _ = Pairs.Complete(
            book,
            record,
            given,
            ("jobId", "jobNumber"),
            ("projects", "number"),
            "The project cannot be found."
        );
    }
}
