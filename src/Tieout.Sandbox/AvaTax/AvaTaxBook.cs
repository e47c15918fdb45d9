using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.AvaTax;

/// <summary>The companies and transactions of one account.</summary>
internal sealed class AvaTaxBook(ObjectStore store, int seed)
{
    public const string Companies = "companies";

    /// <summary>The company that is meant where none is named.</summary>
    public const string DefaultCompany = "DEFAULT";

    private const string Transactions = "transactions";
    private const string Codes = "codes";
    private const long FirstId = 85_065_000_000_000L;

    private readonly NumberSeries _numbers = new(store, seed);

    public AvaTaxTable Table { get; } = new(store);

    public long Draw() => _numbers.Next("ids", FirstId);

    /// <summary>A code where the caller gave none.</summary>
    public string DrawCode() => new Guid(SeededBytes()).ToString();

    public JsonObject Company(string? code) =>
        FindCompany(code is { Length: > 0 } told ? told : DefaultCompany)
        ?? throw AvaTaxErrors.NoCompany(code!);

    public JsonObject? FindCompany(string code) =>
        store
            .All(Companies)
            .Select(x => x.Fields)
            .FirstOrDefault(x =>
                code.Equals(x.TextAt("companyCode"), StringComparison.OrdinalIgnoreCase)
            );

    public IReadOnlyList<JsonObject> AllCompanies() =>
        [.. store.All(Companies).Select(x => x.Fields)];

    public void PutCompany(JsonObject company, DateTimeOffset now)
    {
        var id = Key(company.WholeAt("id")!.Value);
        if (store.Find(Companies, id) is { } held)
        {
            store.Put(held with { Modified = now, Fields = company });
        }
        else
        {
            _ = store.Add(Companies, id, now, company);
        }
    }

    /// <summary>The newest version of a document; void ones are told as well.</summary>
    public JsonObject? Find(JsonObject company, string type, string code) =>
        store.Find(Codes, CodeKey(company, type, code)) is { IsDeleted: false } entry
            ? store.Find(Transactions, entry.Fields.TextAt("id")!)?.Fields
            : null;

    public JsonObject? FindById(string id) =>
        store.Find(Transactions, id) is { IsDeleted: false } held ? held.Fields : null;

    /// <summary>The document of a code: of the type that is named, else the sale, else the only one.</summary>
    public JsonObject Get(JsonObject company, string code, string? type)
    {
        if (type is not null)
        {
            return Find(company, type, code) ?? throw Missing(company, code);
        }

        if (Find(company, AvaTaxTypes.Sale, code) is { } sale)
        {
            return sale;
        }

        var found = AvaTaxTypes
            .All.Select(x => Find(company, x, code))
            .OfType<JsonObject>()
            .ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw Missing(company, code),
            _ => throw AvaTaxErrors.Ambiguous(company.TextAt("companyCode")!, code),
        };
    }

    /// <summary>Every version of every document of a company, in the order of creation.</summary>
    public IEnumerable<JsonObject> All(JsonObject company) =>
        store
            .All(Transactions)
            .Where(x => !x.IsDeleted)
            .Select(x => x.Fields)
            .Where(x => x.WholeAt("companyId") == company.WholeAt("id"));

    /// <summary>Records a version that stands for its code from now on.</summary>
    public void Add(JsonObject company, JsonObject transaction, DateTimeOffset now)
    {
        var id = Key(transaction.WholeAt("id")!.Value);
        _ = store.Add(Transactions, id, now, transaction);
        Point(company, transaction, now);
    }

    public void Save(JsonObject transaction, DateTimeOffset now)
    {
        var held = store.Find(Transactions, Key(transaction.WholeAt("id")!.Value))!;
        transaction["modifiedDate"] = Stamp(now);
        store.Put(held with { Modified = now, Fields = transaction });
    }

    /// <summary>Takes a version out for good: it was never committed.</summary>
    public void Remove(JsonObject company, JsonObject transaction)
    {
        store.Remove(Transactions, Key(transaction.WholeAt("id")!.Value));
        store.Remove(Codes, CodeKey(company, transaction));
    }

    /// <summary>Gives a document another code.</summary>
    public void Rename(JsonObject company, JsonObject transaction, string code, DateTimeOffset now)
    {
        store.Remove(Codes, CodeKey(company, transaction));
        transaction["code"] = code;
        Save(transaction, now);
        Point(company, transaction, now);
    }

    public static string Stamp(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFZ", CultureInfo.InvariantCulture);

    private static JsonRefusalException Missing(JsonObject company, string code) =>
        AvaTaxErrors.NotFound("Document", $"{company.TextAt("companyCode")} - {code}");

    private static string CodeKey(JsonObject company, JsonObject transaction) =>
        CodeKey(company, transaction.TextAt("type")!, transaction.TextAt("code")!);

    private static string CodeKey(JsonObject company, string type, string code) =>
        $"{company["id"]}/{type}/{code.ToUpperInvariant()}";

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);

    private void Point(JsonObject company, JsonObject transaction, DateTimeOffset now)
    {
        var key = CodeKey(company, transaction);
        store.Remove(Codes, key);
        var entry = new JsonObject { ["id"] = Key(transaction.WholeAt("id")!.Value) };
        _ = store.Add(Codes, key, now, entry);
    }

    private byte[] SeededBytes()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"code {seed} {Draw()}");
        return System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(text)
        )[..16];
    }
}
