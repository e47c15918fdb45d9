using System.Text.Json.Nodes;
using Tieout.Sandbox.BusinessCentral.Books;
using Tieout.Sandbox.BusinessCentral.Model;
using Tieout.Sandbox.BusinessCentral.Queries;

namespace Tieout.Sandbox.BusinessCentral.Http;

/// <summary>Inserts, modifies and deletes records by their rules.</summary>
internal static class NavWriting
{
    /// <summary>Inserts a record, and the parts that were sent along with it.</summary>
    /// <returns>As it is once everything is computed.</returns>
    public static NavRecord Insert(NavPlace place, JsonObject body)
    {
        var book = place.RequireBook();
        var made = Insert(book, place.Resource, body, (place.Parent, place.Way));
        RuleBook.Settle(book);
        return book.Find(place.Resource.Set, made.Id)!;
    }

    public static NavRecord Modify(NavPlace place, JsonObject body)
    {
        var book = place.RequireBook();
        var rules = RuleBook.Of(place.Resource);
        var given = BodyReader.Apply(body, place.Record, isNew: false);
        rules.Modifying(book, place.Record, given);
        book.Save(place.Record);
        rules.Modified(book, place.Record);
        RuleBook.Settle(book);
        return book.Find(place.Resource.Set, place.Record.Id)!;
    }

    public static void Delete(NavPlace place)
    {
        if (place.Book is not { } book)
        {
            // A subscription: it belongs to no company.
            place.Forget();
            return;
        }

        var rules = RuleBook.Of(place.Resource);
        rules.Deleting(book, place.Record);
        book.Remove(place.Record);
        rules.Deleted(book, place.Record);
        RuleBook.Settle(book);
    }

    private static NavRecord Insert(
        CompanyBook book,
        Resource resource,
        JsonObject body,
        (NavRecord? Record, Navigation? Way) parent
    )
    {
        var record = book.New(resource.Set);
        var given = BodyReader.Apply(body, record, isNew: true);
        if (parent is { Record: { } owner, Way: { } way })
        {
            _ = record.Set(way.Foreign, owner.Text(way.Local));
        }

        var rules = RuleBook.Of(resource);
        rules.Inserting(book, record, given);
        record = book.Add(record);
        rules.Inserted(book, record);
        foreach (var (part, items) in BodyReader.Parts(body, resource))
        {
            foreach (var item in items)
            {
                if (item is not JsonObject child)
                {
                    throw Refusals.Request($"The property '{part.Name}' is no list of objects.");
                }

                _ = Insert(book, Resources.Get(part.Target), child, (record, part));
            }
        }

        return record;
    }
}
