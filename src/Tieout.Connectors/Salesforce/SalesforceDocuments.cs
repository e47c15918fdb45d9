using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Salesforce.Feeds;
using Tieout.Connectors.Salesforce.Http;

namespace Tieout.Connectors.Salesforce;

/// <summary>Shows posted invoices and credit memos in the CRM, beside the account and the contract.</summary>
/// <remarks>
/// A record of a custom object for each, known by the hub's reference in a field that is an external id: it is made and
/// changed by the same upsert, up to 200 in a call, each for itself.
/// </remarks>
public sealed class SalesforceDocuments(SalesforceOptions options, TimeProvider timeProvider)
    : IDocumentMirror,
        IDisposable
{
    /// <summary>What the API takes in one call.</summary>
    private const int AtOnce = 200;

    private const int MessageMax = 500;

    private readonly SalesforceClient _client = new(options.Access, timeProvider);
    private readonly SalesforceNames _names = options.Names;
    private readonly DocumentFields _fields = new(options);

    /// <inheritdoc/>
    public string System => options.Access.System;

    private string Object => _names["invoice"];

    private string Key => _names["invoiceKey"];

    /// <inheritdoc/>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await _client.LogInAsync(cancellationToken);
        await FieldCheck.RunForWritesAsync(
            _client,
            Object,
            Key,
            _fields.Written,
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DocumentRefusal>> ShowAsync(
        IReadOnlyList<DocumentStanding> documents,
        CancellationToken cancellationToken
    )
    {
        var refused = new List<DocumentRefusal>();
        // An organisation with one currency has no place for amounts in another.
        var shownHere = documents.Where(x =>
            options.Access.Currency is not { } only || only == x.Gross.Currency
        );
        foreach (var chunk in shownHere.Chunk(AtOnce))
        {
            var beside = await FindAsync(chunk, cancellationToken);
            var (shown, records) = (new List<DocumentStanding>(), new JsonArray());
            foreach (var document in chunk)
            {
                if (beside.ObstacleOf(document) is { } obstacle)
                {
                    refused.Add(RefusalOf(document, obstacle));
                }
                else
                {
                    shown.Add(document);
                    records.Add(_fields.RecordOf(document, beside));
                }
            }

            if (shown.Count > 0)
            {
                var errors = await _client.UpsertAsync(
                    $"the upsert of {Object}",
                    Object,
                    Key,
                    records,
                    cancellationToken
                );
                refused.AddRange(shown.Zip(errors, RefusalOf).OfType<DocumentRefusal>());
            }
        }

        return refused;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>The records that documents stand beside, as far as the object has fields for them.</summary>
    private async Task<DocumentNeighbours> FindAsync(
        IReadOnlyList<DocumentStanding> documents,
        CancellationToken cancellationToken
    ) =>
        new(
            options,
            await FindAsync(
                "invoiceAccount",
                _names["account"],
                _names["accountCode"],
                documents.Select(x => x.BillTo.Value),
                cancellationToken
            ),
            await FindAsync(
                "invoiceSow",
                _names["sow"],
                _names["sowCode"],
                documents.Select(x => x.Engagement.Value),
                cancellationToken
            ),
            await FindAsync(
                "invoiceContract",
                _names["contract"],
                _names["contractCode"],
                documents.Select(x => x.Engagement.Value),
                cancellationToken
            )
        );

    /// <summary>Ids by code, each as often as there are records with it; the bin does not count.</summary>
    private async Task<ILookup<string, string>> FindAsync(
        string use,
        string kind,
        string code,
        IEnumerable<string> codes,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<SalesforceRow>();
        if (_names[use].Length > 0 && kind.Length > 0 && code.Length > 0)
        {
            var quoted = codes.Distinct(StringComparer.Ordinal).Select(SalesforceClient.Quoted);
            rows = await PartScan
                .ReadAsync(_client, new PartsOf(kind, code, []), quoted, cancellationToken)
                .ToListAsync(cancellationToken);
        }

        return rows.ToLookup(x => x.Text(code)!, x => x.Key.Id, StringComparer.Ordinal);
    }

    private DocumentRefusal? RefusalOf(DocumentStanding document, RowError? error) =>
        error switch
        {
            null => null,
            { IsOfRights: true } => throw new ConnectorException(
                ConnectorFault.Settings,
                $"{Object} {document.Reference} cannot be written ({error.Code}): {error.Message}. Let the user edit the "
                    + "fields of 'names' in hub.yaml, or say writeBack: false."
            ),
            _ => RefusalOf(
                document,
                $"{System} does not take that ({error.Code}): {error.Message}",
                error.IsTransient
            ),
        };

    private DocumentRefusal RefusalOf(
        DocumentStanding document,
        string why,
        bool isTransient = false
    )
    {
        var text = $"{Object} {document.Reference} ({document.Number}) is not shown: {why}";
        return new DocumentRefusal(
            document.Reference,
            text.Length > MessageMax ? text[..MessageMax] : text,
            isTransient
        );
    }
}
