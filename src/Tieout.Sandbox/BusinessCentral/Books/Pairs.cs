namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Keeps the id and the number of a related record together, as API pages do.</summary>
internal static class Pairs
{
    /// <summary>Completes whichever of the two was not sent.</summary>
    /// <param name="target">Where the related record is, and its property that is the number.</param>
    /// <param name="unknown">What is said when there is no such record.</param>
    /// <param name="mismatch">What is said when both were sent and are of different records.</param>
    /// <returns>The related record; none when neither was sent or both were emptied.</returns>
    public static NavRecord? Complete(
        CompanyBook book,
        NavRecord record,
        IReadOnlySet<string> given,
        (string Id, string Number) fields,
        (string Set, string By) target,
        string unknown,
        string? mismatch = null
    )
    {
        var isIdGiven = given.Contains(fields.Id) && record.Has(fields.Id);
        var isNumberGiven = given.Contains(fields.Number) && record.Has(fields.Number);
        if (!isIdGiven && !isNumberGiven)
        {
            if (given.Contains(fields.Id) || given.Contains(fields.Number))
            {
                _ = record.Set(fields.Id, NavRecord.NoId).Set(fields.Number, string.Empty);
            }

            return record.Has(fields.Id) ? book.Find(target.Set, record.Text(fields.Id)) : null;
        }

        var found = isIdGiven
            ? book.Find(target.Set, record.Text(fields.Id))
            : book.By(target.Set, target.By, record.Text(fields.Number));
        if (found is null)
        {
            throw Refusals.Dialog(unknown);
        }

        if (isIdGiven && isNumberGiven && !found.IsSame(target.By, record.Text(fields.Number)))
        {
            throw Refusals.Dialog(mismatch ?? unknown);
        }

        _ = record.Set(fields.Id, found.Id).Set(fields.Number, found.Text(target.By));
        return found;
    }
}
