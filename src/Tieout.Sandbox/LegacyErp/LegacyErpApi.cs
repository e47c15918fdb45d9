using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.LegacyErp.Model;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.LegacyErp;

/// <summary>An ERP that others reach by files; what its people do in it is done by HTTP.</summary>
/// <remarks>See docs/reference/legacy-erp-sandbox.md.</remarks>
internal sealed class LegacyErpApi : JsonApi, IFaultsOnDelivery
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly FileExchange _exchange;
    private readonly IErpInterface _spoken;
    private readonly ErpFolder _folder;
    private readonly ErpLedger _ledger;
    private readonly ErpAcknowledgements _acknowledgements;
    private readonly ErpImporter _importer;
    private readonly ErpReceipts _receipts;
    private readonly ITimer? _timer;
    private DateTimeOffset _ran;

    public LegacyErpApi(SimulatorOptions options, FileExchange exchange, IErpInterface spoken)
        : base(options)
    {
        _exchange = exchange;
        _spoken = spoken;
        _folder = new ErpFolder(exchange.Folder, exchange.Encoding ?? spoken.Encoding);
        _ledger = new ErpLedger(Store, spoken);
        _acknowledgements = new ErpAcknowledgements(Store, _folder, spoken);
        _importer = new ErpImporter(Store, _folder, _ledger, spoken, _acknowledgements);
        _receipts = new ErpReceipts(Store, _folder);
        _ = Store.Change(() =>
        {
            _ledger.Sow();
            GivePeriods();
            return true;
        });
        AddRoutes();
        _ran = Clock.GetUtcNow();
        Clock.Moved += OnMoved;
        _timer = exchange.Every is null
            ? null
            : Clock.CreateTimer(_ => RunWhenDue(), null, Look, Look);
    }

    public void FollowFaults(Func<FaultProgramme> programme) => _importer.Faults = programme;

    public override bool Does(Type action) =>
        action != typeof(FaultAction.ExpireTokens) && action != typeof(FaultAction.CommitLate);

    public override void ExpireSessions()
    {
        // Nobody logs in.
    }

    public override Task AnswerAsync(HttpContext context, FaultAction.ErrorBody error) =>
        WriteAsync(context, new JsonAnswer(200, new JsonObject { ["message"] = error.Message }));

    public override void Dispose()
    {
        Clock.Moved -= OnMoved;
        _timer?.Dispose();
        base.Dispose();
    }

    protected override JsonAnswer OfStatus(int status) =>
        new(
            status,
            new JsonObject
            {
                ["message"] = string.Create(
                    CultureInfo.InvariantCulture,
                    $"The answer is {status}."
                ),
            }
        );

    protected override JsonAnswer? Refuse(HttpRequest request) => null;

    protected override JsonAnswer BadBody() => Bad("That is no JSON.");

    private static JsonAnswer Bad(string message) =>
        new(400, new JsonObject { ["message"] = message });

    private static JsonObject Told(StoredObject held)
    {
        var told = held.Fields.DeepClone().AsObject();
        told["key"] = held.Id;
        return told;
    }

    private static JsonObject Told(BatchResult result) =>
        new()
        {
            ["batch"] = result.Id,
            ["repeated"] = result.IsRepeated,
            ["posted"] = result.Posted.Count,
            ["refused"] = new JsonArray([
                .. result
                    .Refused.Concat(result.Refusal is { } whole ? [whole] : [])
                    .Select(x =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["key"] = x.Key,
                                ["code"] = x.Code,
                                ["text"] = x.Text,
                            }
                    ),
            ]),
        };

    private void AddRoutes()
    {
        Routes.Add("POST", "rehearsal/import", _ => new JsonArray([.. Run().Select(Told)]));
        Routes.Add("GET", "rehearsal/documents", _ => All(ErpLedger.Documents));
        Routes.Add("GET", "rehearsal/customers", _ => All(ErpLedger.Customers));
        Routes.Add("GET", "rehearsal/batches", _ => All(ErpLedger.Batches));
        Routes.Add("PUT", "rehearsal/customers/*", HoldCustomer);
        Routes.Add("PUT", "rehearsal/periods/*/*", SetPeriod);
        Routes.Add("POST", "rehearsal/receipts", EnterReceipt);
        Routes.Add("POST", "rehearsal/extract", Extract);
        Routes.Add(
            "POST",
            "rehearsal/acknowledgements/*",
            call =>
                _acknowledgements.GiveAgain(call.Id)
                    ? new JsonObject { ["batch"] = call.Id }
                    : OfStatus(404)
        );
    }

    private JsonArray All(string kind) => new([.. Store.All(kind).Select(Told)]);

    private IReadOnlyList<BatchResult> Run()
    {
        _ran = Clock.GetUtcNow();
        return _importer.Run(_ran);
    }

    private JsonAnswer HoldCustomer(JsonCall call)
    {
        if (_ledger.Customer(call.Id) is not { } customer)
        {
            return OfStatus(404);
        }

        customer.Fields["hold"] = (bool?)call.Sent["hold"] ?? false;
        Store.Put(customer);
        return Told(customer);
    }

    private JsonAnswer SetPeriod(JsonCall call)
    {
        var status = (string?)call.Sent["status"];
        if (status is not ("O" or "F" or "C" or "P" or "N"))
        {
            return Bad("status is one of O, F, C, P, N.");
        }

        if (!_ledger.SetPeriod(call.Ids[0], call.Ids[1], status))
        {
            return OfStatus(404);
        }

        try
        {
            if ((bool?)call.Sent["exported"] ?? true)
            {
                GivePeriods();
            }

            return new JsonObject { ["status"] = status };
        }
        catch (FormatException e)
        {
            return Bad(e.Message);
        }
    }

    private JsonAnswer EnterReceipt(JsonCall call)
    {
        if ((string?)call.Sent["document"] is not { } key || _ledger.Find(key) is not { } document)
        {
            return Bad("document is a key or number that was posted.");
        }

        var action = (string?)call.Sent["action"] ?? "P";
        var amount = action is "V" ? 0m : (decimal?)call.Sent["amount"] ?? 0m;
        var date = (string?)call.Sent["date"] ?? document.LedgerDate!;
        var id = (string?)call.Sent["receipt"];
        var receipt = _receipts.Note(action, document, amount, date, id, call.Now);
        return new JsonObject { ["receipt"] = receipt };
    }

    private JsonAnswer Extract(JsonCall call) =>
        new JsonObject
        {
            ["file"] = _receipts.Extract(
                call.Now,
                (decimal?)call.Sent["off"] ?? 0m,
                (long?)call.Sent["rerunOf"]
            ),
        };

    private void GivePeriods() =>
        _folder.Give("periods.csv", _spoken.Periods(_ledger.AllPeriods()));

    private void OnMoved(object? sender, EventArgs e) => RunWhenDue();

    private void RunWhenDue()
    {
        _ = Store.Change(() =>
        {
            var now = Clock.GetUtcNow();
            if (_exchange.Every is { } every && now - _ran >= every)
            {
                _ = Run();
            }
            else
            {
                _acknowledgements.GiveLate(now);
            }

            return true;
        });
    }
}
