using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.NetSuite.Books;

/// <summary>What an administrator sets for the account as a whole.</summary>
internal sealed class Preferences(ObjectStore store)
{
    private const string Kind = "_preferences";

    private static readonly JsonObject Defaults = new()
    {
        // What an account without a SuiteCloud Plus licence has.
        ["concurrency"] = 5,
        ["processingMilliseconds"] = 0,
        ["invoiceApproval"] = true,
        ["journalApproval"] = false,
        ["dateOutsidePeriod"] = false,
        ["timeZone"] = "UTC",
    };

    public int Concurrency => (int)Value("concurrency");

    /// <summary>How long every call keeps its place among those that are carried out.</summary>
    public int ProcessingMilliseconds => (int)Value("processingMilliseconds");

    /// <summary>Approval routing of invoices: one that is pending approval is not posted.</summary>
    public bool InvoiceApproval => (bool)Value("invoiceApproval");

    /// <summary>Journals are approved by somebody, whatever a caller says: one that is not is not posted.</summary>
    public bool JournalApproval => (bool)Value("journalApproval");

    /// <summary>A transaction may be dated outside the period that it is posted in.</summary>
    public bool DateOutsidePeriod => (bool)Value("dateOutsidePeriod");

    /// <summary>In which SuiteQL tells instants.</summary>
    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById((string)Value("timeZone")!);

    /// <summary>Sets some of them.</summary>
    /// <exception cref="ArgumentException">There is no such preference, or it has no such value.</exception>
    public JsonObject Set(JsonObject changes)
    {
        var all = Held();
        foreach (var (name, value) in changes)
        {
            if (Defaults[name] is not { } standard || value?.GetValueKind() is not { } kind)
            {
                throw new ArgumentException($"There is no preference '{name}'.", nameof(changes));
            }

            var isSwitch =
                standard.GetValueKind()
                is System.Text.Json.JsonValueKind.True
                    or System.Text.Json.JsonValueKind.False;
            var isFitting = isSwitch
                ? kind
                    is System.Text.Json.JsonValueKind.True
                        or System.Text.Json.JsonValueKind.False
                : kind == standard.GetValueKind();
            if (
                !isFitting
                || (
                    name is "timeZone"
                    && !TimeZoneInfo.TryFindSystemTimeZoneById(value.ToString(), out _)
                )
            )
            {
                throw new ArgumentException($"'{name}' cannot be {value}.", nameof(changes));
            }

            all[name] = value.DeepClone();
        }

        if (store.Find(Kind, Kind) is { } held)
        {
            store.Put(held with { Fields = all });
        }
        else
        {
            _ = store.Add(Kind, Kind, DateTimeOffset.UnixEpoch, all);
        }

        return all;
    }

    private JsonNode Value(string name) => Held()[name]!;

    private JsonObject Held()
    {
        var all = Defaults.DeepClone().AsObject();
        foreach (var (name, value) in store.Find(Kind, Kind)?.Fields ?? [])
        {
            all[name] = value?.DeepClone();
        }

        return all;
    }
}
