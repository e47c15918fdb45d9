using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Tieout.Sandbox.Salesforce.Records;

namespace Tieout.Sandbox.Salesforce.Soap;

/// <summary>What only SOAP has: merge, undelete, emptyRecycleBin, getServerTimestamp.</summary>
internal sealed class SoapRoutes(Org org, RecordWriter writer, RecycleBin bin)
{
    private static readonly XNamespace Envelope = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Partner = "urn:partner.soap.sforce.com";
    private static readonly XNamespace Fault = "urn:fault.partner.soap.sforce.com";
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>The session that a call names; none when it is not a call.</summary>
    public static (string? Session, XElement? Call) Read(string xml)
    {
        try
        {
            var root = XDocument.Parse(xml).Root!;
            return (
                Named(root, "sessionId").FirstOrDefault()?.Value,
                Named(root, "Body").FirstOrDefault()?.Elements().FirstOrDefault()
            );
        }
        catch (XmlException)
        {
            return (null, null);
        }
    }

    /// <summary>Carries a call out.</summary>
    /// <returns>HTTP status and envelope.</returns>
    public (int Status, string Xml) Answer(XElement call, CallContext context)
    {
        var name = call.Name.LocalName;
        IEnumerable<XElement> results = name switch
        {
            "merge" => call.Elements().Select(x => Merge(x, context)),
            "undelete" => call.Elements().Select(x => One(x.Value, y => bin.Undelete(y, context))),
            "emptyRecycleBin" => call.Elements().Select(x => One(x.Value, bin.Purge)),
            "getServerTimestamp" =>
            [
                new(
                    Partner + "result",
                    new XElement(Partner + "timestamp", Stamp.Of(context.Stamp))
                ),
            ],
            _ => [],
        };
        XElement[] all = [.. results];
        return all.Length == 0
            ? Refuse("UNKNOWN_EXCEPTION", $"No operation available for request {{{Partner}}}{name}")
            : (200, Wrap(new XElement(Partner + (name + "Response"), all)));
    }

    /// <summary>A refusal of the whole call.</summary>
    public static (int Status, string Xml) Refuse(string code, string message) =>
        (
            500,
            Wrap(
                new XElement(
                    Envelope + "Fault",
                    new XAttribute(XNamespace.Xmlns + "sf", Fault),
                    new XElement("faultcode", "sf:" + code),
                    new XElement("faultstring", $"{code}: {message}")
                )
            )
        );

    private static string Wrap(XElement content) =>
        new XDocument(
            new XElement(
                Envelope + "Envelope",
                new XAttribute(XNamespace.Xmlns + "soapenv", Envelope),
                new XAttribute(XNamespace.Xmlns + "xsi", Instance),
                new XAttribute("xmlns", Partner),
                new XElement(Envelope + "Body", content)
            )
        ).ToString(SaveOptions.DisableFormatting);

    private static IEnumerable<XElement> Named(XElement root, string name) =>
        root.Descendants().Where(x => x.Name.LocalName.Equals(name, StringComparison.Ordinal));

    private XElement Merge(XElement request, CallContext context)
    {
        var master = Named(request, "masterRecord").FirstOrDefault();
        var fields = master?.Elements().ToList() ?? [];
        var id = RecordId.Normalise(ValueOf(fields, "Id")) ?? string.Empty;
        string[] losers = [.. Named(request, "recordToMergeIds").Select(x => x.Value)];
        IReadOnlyList<string> related = [];
        return One(
            id,
            _ =>
            {
                var kind = org.Kind(ValueOf(fields, "type") ?? string.Empty);
                var values = fields.Where(x =>
                    x.Name.LocalName is not "type" and not "Id" and not "fieldsToNull"
                );
                writer.Update(
                    kind,
                    id,
                    [
                        .. values.Select(x =>
                            KeyValuePair.Create(x.Name.LocalName, (JsonNode?)x.Value)
                        ),
                    ],
                    context
                );
                related = bin.Merge(kind, id, losers, context);
            },
            () =>
                [
                    .. losers.Select(x => new XElement(
                        Partner + "mergedRecordIds",
                        RecordId.Normalise(x)
                    )),
                    .. related
                        .Distinct(StringComparer.Ordinal)
                        .Select(x => new XElement(Partner + "updatedRelatedIds", x)),
                ]
        );
    }

    private XElement One(string id, Action<string> carryOut, Func<XElement[]>? told = null)
    {
        IReadOnlyList<SalesforceError> errors = [];
        var isDone = org.Store.Attempt(() =>
        {
            try
            {
                carryOut(id);
                return true;
            }
            catch (SalesforceException e)
            {
                errors = e.Errors;
                return false;
            }
        });
        return new XElement(
            Partner + "result",
            errors.Select(x => new XElement(
                Partner + "errors",
                new XElement(Partner + "message", x.Message),
                new XElement(Partner + "statusCode", x.Code)
            )),
            new XElement(Partner + "id", RecordId.Normalise(id) ?? id),
            new XElement(Partner + "success", isDone ? "true" : "false"),
            isDone ? told?.Invoke() : null
        );
    }

    private static string? ValueOf(List<XElement> fields, string name) =>
        fields.Find(x => x.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
}
