namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>What happens around the changes of a set; nothing more than storing, if not overridden.</summary>
internal class Rules
{
    /// <summary>Completes and checks a new record before it is stored.</summary>
    /// <param name="given">The properties that were sent.</param>
    public virtual void Inserting(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        if (record.Resource.UniqueBy is not { } key)
        {
            return;
        }

        if (!record.Has(key) && record.Resource.Series is { } series)
        {
            _ = record.Set(key, book.NextNumber(series));
        }

        RequireUnique(book, record, key);
    }

    /// <summary>After it is stored, before its parts are.</summary>
    public virtual void Inserted(CompanyBook book, NavRecord record) { }

    public virtual void Modifying(CompanyBook book, NavRecord record, IReadOnlySet<string> given)
    {
        if (record.Resource.UniqueBy is { } key && given.Contains(key))
        {
            RequireUnique(book, record, key);
        }
    }

    public virtual void Modified(CompanyBook book, NavRecord record) { }

    public virtual void Deleting(CompanyBook book, NavRecord record) { }

    public virtual void Deleted(CompanyBook book, NavRecord record)
    {
        foreach (var way in record.Resource.Navigations.Where(x => x.IsMany))
        {
            foreach (var part in book.Parts(way.Target, way.Foreign, record.Id))
            {
                book.Remove(part);
            }
        }
    }

    /// <summary>Carries a bound action out.</summary>
    public virtual void Act(CompanyBook book, NavRecord record, string action) =>
        throw Refusals.Request($"There is no action {action} on {record.Resource.Type}.");

    private static void RequireUnique(CompanyBook book, NavRecord record, string key)
    {
        var value = record.Text(key);
        if (
            book.All(record.Resource.Set)
                .Any(x =>
                    x.IsSame(key, value)
                    && !string.Equals(x.Id, record.Id, StringComparison.Ordinal)
                )
        )
        {
            throw Refusals.SameKey(record.Resource, value);
        }
    }
}
