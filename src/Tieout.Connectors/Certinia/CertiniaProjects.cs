using System.Text.Json.Nodes;
using NodaTime.Text;
using Tieout.Connect;
using Tieout.Connectors.Salesforce.Feeds;
using Tieout.Connectors.Salesforce.Http;

namespace Tieout.Connectors.Certinia;

/// <summary>Sets up projects in PSA: closed for time and expenses, until they may be opened.</summary>
/// <remarks>
/// A project is known by its contract, in a field that is an external id: it is made by an upsert on that, so twice is
/// once. Managers may staff it while it is closed.
/// </remarks>
public sealed class CertiniaProjects(CertiniaOptions options, TimeProvider timeProvider)
    : IProjectSetup,
        IDisposable
{
    private const string ClosedForTime = "pse__Closed_for_Time_Entry__c";
    private const string ClosedForExpenses = "pse__Closed_for_Expense_Entry__c";
    private const int NameMax = 80;

    private readonly SalesforceClient _client = new(options.Access, timeProvider);

    /// <inheritdoc/>
    public string System => options.Access.System;

    private string Object => options.Names["project"];

    private string Key => options.Names["projectEngagement"];

    /// <inheritdoc/>
    public bool KeepsClosed => true;

    /// <inheritdoc/>
    /// <remarks>The price that a card has is that of its assignment, which is a rate card of the hub.</remarks>
    public bool PricesEntries => false;

    /// <inheritdoc/>
    public async Task<ProjectStanding> FindAsync(
        ProjectOrder order,
        CancellationToken cancellationToken
    ) =>
        await FindAsync(Object, Key, order.Contract.Value, ClosedForTime, cancellationToken)
            is not { } held
            ? ProjectStanding.Missing
        : held.Flag(ClosedForTime) ? ProjectStanding.Closed
        : ProjectStanding.Open;

    /// <inheritdoc/>
    public async Task MakeAsync(
        ProjectOrder order,
        bool isClosed,
        CancellationToken cancellationToken
    ) => await WriteAsync(order, await NewAsync(order, isClosed, cancellationToken));

    /// <inheritdoc/>
    public Task OpenAsync(ProjectOrder order, CancellationToken cancellationToken) =>
        WriteAsync(order, Doors(isClosed: false));

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private Task WriteAsync(ProjectOrder order, JsonObject project) =>
        _client.UpsertAsync(
            $"the project of {order.Contract}",
            $"sobjects/{Object}/{Key}/{Uri.EscapeDataString(order.Contract.Value)}",
            project,
            CancellationToken.None
        );

    private async Task<JsonObject> NewAsync(
        ProjectOrder order,
        bool isClosed,
        CancellationToken cancellationToken
    )
    {
        var account =
            await FindAsync(
                options.Names["account"],
                options.Names["accountCode"],
                order.Customer.Code.Value,
                "Name",
                cancellationToken
            )
            ?? throw new ConnectorException(
                ConnectorFault.Refused,
                $"{System} has no account with {options.Names["accountCode"]} {order.Customer.Code}."
            );
        var project = Doors(isClosed);
        project["Name"] = order.Name.Length > NameMax ? order.Name[..NameMax] : order.Name;
        project["pse__Account__c"] = account.Key.Id;
        project["pse__Start_Date__c"] = LocalDatePattern.Iso.Format(order.Start);
        project["pse__End_Date__c"] = order.End is { } end
            ? LocalDatePattern.Iso.Format(end)
            : null;
        project["pse__Is_Active__c"] = true;
        project["pse__Is_Billable__c"] = true;
        project["pse__Billing_Type__c"] = order.IsFixedPrice ? "Fixed Price" : "Time and Materials";
        if (options.Access.Currency is null)
        {
            project["CurrencyIsoCode"] = order.Currency.Code;
        }

        return project;
    }

    private static JsonObject Doors(bool isClosed) =>
        new() { [ClosedForTime] = isClosed, [ClosedForExpenses] = isClosed };

    /// <summary>The record whose field has a value, with one more field of it; the bin does not count.</summary>
    /// <exception cref="ConnectorException">
    /// Several have it, or one that differs in capitals: to PSA it is the same.
    /// </exception>
    private async Task<SalesforceRow?> FindAsync(
        string kind,
        string key,
        string value,
        string field,
        CancellationToken cancellationToken
    )
    {
        var rows = await PartScan
            .ReadAsync(
                _client,
                new PartsOf(kind, key, [field]),
                [SalesforceClient.Quoted(value)],
                cancellationToken
            )
            .ToListAsync(cancellationToken);
        var exact = rows.FindAll(x => string.Equals(x.Text(key), value, StringComparison.Ordinal));
        return exact.Count == 1 ? exact[0]
            : rows.Count == 0 ? null
            : throw new ConnectorException(
                ConnectorFault.Refused,
                exact.Count > 1
                    ? $"{System} has {exact.Count} records of {kind} with {key} {value}; one may have it."
                    : $"{System} has {kind} {rows[0].Text(key)}, which to it is the same as {value}."
            );
    }
}
