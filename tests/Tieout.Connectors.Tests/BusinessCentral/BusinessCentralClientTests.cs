using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>Clients that know OData and nothing of the simulator understand it.</summary>
/// <remarks>There is no client of the vendor's own for this API.</remarks>
public sealed class BusinessCentralClientTests
{
    [Theory]
    [InlineData("companies")]
    [InlineData(
        "/customers?$expand=currency,paymentTerm,customerFinancialDetail,defaultDimensions&$count=true"
    )]
    [InlineData(
        "/salesInvoices?$expand=customer,dimensionSetLines,salesInvoiceLines($expand=account,dimensionSetLines)"
    )]
    [InlineData("/salesInvoices?$select=number,status&$orderby=number desc")]
    [InlineData("/salesCreditMemos?$expand=salesCreditMemoLines")]
    [InlineData("/generalLedgerEntries?$expand=account")]
    [InlineData("/accounts")]
    [InlineData("/currencies")]
    [InlineData("/paymentTerms")]
    [InlineData("/taxGroups")]
    [InlineData("/taxAreas")]
    [InlineData("/items?$expand=unitOfMeasure")]
    [InlineData("/dimensions?$expand=dimensionValues")]
    [InlineData("/journals?$expand=journalLines")]
    [InlineData("/customerPaymentJournals?$expand=customerPayments")]
    [InlineData("/accountingPeriods")]
    [InlineData("/generalLedgerSetup")]
    [InlineData("/projects")]
    [InlineData("/employees?$expand=timeRegistrationEntries")]
    [InlineData("subscriptions")]
    public async Task Microsofts_reader_takes_every_answer_for_what_the_metadata_says(string path)
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        await FillAsync(desk);
        var model = await ModelAsync(desk);
        var text = (await desk.GetAsync(path)).ToJsonString();

        var records = await ReadAsync(desk, model, text);

        var told = JsonNode.Parse(text)!["value"]!.AsArray();
        Assert.True(records >= told.Count, $"{records} of {told.Count} records were read");
        Assert.True(path is "subscriptions" || told.Count > 0, "there is something to read");
    }

    [Fact]
    public async Task A_general_client_creates_queries_and_reads()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();

        var done = await NodeClient.RunAsync(
            "BusinessCentral/odata-client.cjs",
            new JsonObject
            {
                ["service"] = desk.Service.ToString(),
                ["company"] = desk.CompanyId,
                ["token"] = desk.Token,
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal("ODATA-1", (string?)done["created"]!["number"]);
        Assert.Equal("Made by a client", (string?)done["read"]!["displayName"]);
        var found = Assert.Single(done["found"]!.AsArray())!;
        Assert.Equal(
            ("ODATA-2", "Another"),
            ((string?)found["number"], (string?)found["displayName"])
        );
        Assert.Equal("ODATA-2", (string?)Assert.Single(done["sorted"]!.AsArray())!["number"]);
        Assert.StartsWith(
            "The record in table Customer already exists.",
            (string?)done["refusal"],
            StringComparison.Ordinal
        );
        Assert.Equal(2, (await desk.ListAsync("/customers")).Count);
    }

    private static async Task FillAsync(BusinessCentralDesk desk)
    {
        await desk.CustomerAsync();
        var invoice = await desk.PostedAsync("R-1", 100m, 7.5m);
        await desk.MakeAsync(
            "/salesCreditMemos",
            new JsonObject
            {
                ["customerNumber"] = "C1",
                ["invoiceId"] = (string)invoice["id"]!,
                ["salesCreditMemoLines"] = BusinessCentralDesk.Lines(40m),
            }
        );
        await desk.MakeAsync(
            "/items",
            new JsonObject { ["displayName"] = "Day", ["baseUnitOfMeasureCode"] = "HOUR" }
        );
        await desk.MakeAsync("/projects", new JsonObject { ["displayName"] = "Roll-out" });
        var employee = await desk.MakeAsync(
            "/employees",
            new JsonObject { ["givenName"] = "Zoë", ["surname"] = "Doe" }
        );
        await desk.MakeAsync(
            $"/employees({(string)employee["id"]!})/timeRegistrationEntries",
            new JsonObject { ["date"] = "2026-03-30", ["quantity"] = 7.5m }
        );
    }

    private static async Task<IEdmModel> ModelAsync(BusinessCentralDesk desk)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", desk.Token);
        var text = await http.GetStringAsync(
            new Uri(desk.Service, "$metadata"),
            TestContext.Current.CancellationToken
        );
        using var reader = XmlReader.Create(new StringReader(text));
        return CsdlReader.Parse(reader);
    }

    /// <summary>Reads a list strictly: what the model does not have is an error.</summary>
    private static async Task<int> ReadAsync(BusinessCentralDesk desk, IEdmModel model, string text)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var settings = new ODataMessageReaderSettings
        {
            BaseUri = desk.Service,
            Validations = ValidationKinds.All,
        };
        using var reader = new ODataMessageReader(new Answer(body), settings, model);
        var list = await reader.CreateODataResourceSetReaderAsync();
        var records = 0;
        while (await list.ReadAsync())
        {
            records += list.State is ODataReaderState.ResourceEnd && list.Item is not null ? 1 : 0;
        }

        return records;
    }

    private sealed class Answer(Stream body) : IODataResponseMessageAsync
    {
        private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase)
        {
            ["Content-Type"] = "application/json;odata.metadata=minimal",
            ["OData-Version"] = "4.0",
        };

        public IEnumerable<KeyValuePair<string, string>> Headers => _headers;

        public int StatusCode { get; set; } = 200;

        public string? GetHeader(string headerName) => _headers.GetValueOrDefault(headerName);

        public void SetHeader(string headerName, string headerValue) =>
            _headers[headerName] = headerValue;

        public Stream GetStream() => body;

        public Task<Stream> GetStreamAsync() => Task.FromResult(body);
    }
}
