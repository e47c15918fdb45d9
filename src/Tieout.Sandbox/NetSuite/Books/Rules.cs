using System.Text.Json.Nodes;
using Tieout.Sandbox.NetSuite.Model;

namespace Tieout.Sandbox.NetSuite.Books;

/// <summary>What the books require of a record before it is kept, and complete in it.</summary>
internal static class Rules
{
    /// <summary>Completes a record, or refuses it.</summary>
    /// <param name="before">As it stood; none when it is new.</param>
    public static void Complete(NsBook book, NsRecord record, NsRecord? before)
    {
        switch (record.Type.Name)
        {
            case "customer" or "job":
                Entity(book, record);
                break;
            case "customerSubsidiaryRelationship":
                Relationship(book, record);
                break;
            case "timeBill":
                TimeBill(record);
                break;
            case "invoice":
                SaleRules.Invoice(book, record, before);
                break;
            case "creditMemo":
                SaleRules.CreditMemo(book, record);
                break;
            case "customerPayment":
                PaymentRules.Payment(book, record);
                break;
            case "journalEntry":
                PaymentRules.Journal(book, record, before);
                break;
            default:
                break;
        }
    }

    /// <summary>What must not be deleted.</summary>
    public static void Delete(NsBook book, NsRecord record)
    {
        var isUsed = record.Type.Name switch
        {
            "invoice" => Applications
                .All(book)
                .Any(x => string.Equals(x.Invoice, record.Id, StringComparison.Ordinal)),
            "customer" => RecordTypes
                .All.Where(x => x.IsTransaction)
                .SelectMany(x => book.All(x.Name))
                .Any(x =>
                    string.Equals(x.Text("entity"), record.Id, StringComparison.Ordinal)
                    || string.Equals(x.Text("customer"), record.Id, StringComparison.Ordinal)
                ),
            _ => false,
        };
        if (isUsed)
        {
            throw Refusals.User(
                record.Type.IsTransaction
                    ? "This transaction cannot be deleted because it is linked to by one or more transactions."
                    : "This record cannot be deleted because it has dependent records."
            );
        }

        if (record.Type.IsTransaction)
        {
            Periods.RequireOpen(book, record);
        }
    }

    private static void Entity(NsBook book, NsRecord record)
    {
        if (record.Type.Name is "customer")
        {
            var isPerson = record.Is("isPerson");
            if (isPerson && !record.Has("lastName"))
            {
                throw Refusals.Missing("Last Name", "lastName");
            }

            if (!isPerson && !record.Has("companyName"))
            {
                throw Refusals.Missing("Company Name", "companyName");
            }

            if (!record.Has("subsidiary"))
            {
                throw Refusals.Missing("Primary Subsidiary", "subsidiary");
            }

            var name = isPerson
                ? $"{record.Text("firstName")} {record.Text("lastName")}".Trim()
                : record.Text("companyName");
            _ = record.Has("entityId") ? record : record.Set("entityId", name);
        }
        else if (!record.Has("companyName"))
        {
            throw Refusals.Missing("Project Name", "companyName");
        }

        _ = record.Has("entityId") ? record : record.Set("entityId", record.Text("companyName"));
        if (
            book.All(record.Type.Name)
                .Any(x =>
                    !string.Equals(x.Id, record.Id, StringComparison.Ordinal)
                    && string.Equals(
                        x.Text("entityId"),
                        record.Text("entityId"),
                        StringComparison.OrdinalIgnoreCase
                    )
                )
        )
        {
            throw Refusals.User("This entity already exists.");
        }

        _ = record.Has("isInactive") ? record : record.Set("isInactive", value: false);
        if (
            !record.Has("currency")
            && book.Find("subsidiary", record.Text("subsidiary")) is { } subsidiary
        )
        {
            _ = record.Set("currency", subsidiary.Text("currency"));
        }
    }

    private static void Relationship(NsBook book, NsRecord record)
    {
        _ = record.Has("entity") ? record : throw Refusals.Missing("Entity", "entity");
        _ = record.Has("subsidiary") ? record : throw Refusals.Missing("Subsidiary", "subsidiary");
        if (
            Subsidiaries(book, record.Text("entity"), besides: record.Id)
                .Contains(record.Text("subsidiary"), StringComparer.Ordinal)
        )
        {
            throw Refusals.User("This record already exists.");
        }
    }

    /// <summary>The subsidiaries that a customer may be invoiced from: its own, and those related.</summary>
    public static IEnumerable<string> Subsidiaries(
        NsBook book,
        string customer,
        string? besides = null
    ) =>
        book.All("customerSubsidiaryRelationship")
            .Where(x =>
                string.Equals(x.Text("entity"), customer, StringComparison.Ordinal)
                && !string.Equals(x.Id, besides, StringComparison.Ordinal)
            )
            .Select(x => x.Text("subsidiary"))
            .Append(book.Find("customer", customer)?.Text("subsidiary") ?? string.Empty);

    private static void TimeBill(NsRecord record)
    {
        _ = record.Has("employee") ? record : throw Refusals.Missing("Employee", "employee");
        _ = record.Has("hours") ? record : throw Refusals.Missing("Duration", "hours");
        _ = record.Has("tranDate") ? record : throw Refusals.Missing("Date", "tranDate");
        _ = record.Has("approvalStatus") ? record : record.Set("approvalStatus", (JsonNode)"1");
    }
}
