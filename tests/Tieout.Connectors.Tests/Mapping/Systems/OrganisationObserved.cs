using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tieout.Connect;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Tests.Salesforce;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>What the sources on a simulated Salesforce organisation have in common.</summary>
internal static partial class OrganisationObserved
{
    /// <summary>All records come on one page, as a change of their order would be one of their pages.</summary>
    private const int PageSize = 200;

    /// <summary>Looks at all that the connector reads of an organisation.</summary>
    /// <param name="open">Opens the connector with a way in.</param>
    public static ObservedSource Open(
        SalesforceSandbox org,
        Func<SalesforceAccess, ISource> open,
        params IReadOnlyList<(string Member, JsonValue Other)> others
    )
    {
        // What was changed in the last seconds is read later.
        org.Time.Advance(TimeSpan.FromMinutes(5));
        return new ObservedSource(org)
        {
            Address = org.Server.BaseAddress,
            Open = address => open(Access(address)),
            Names = new AnswerNames
            {
                OfCall = call =>
                    call.Path.EndsWith("/deleted", StringComparison.Ordinal)
                        ? call.Path.Split('/')[^2]
                    : call.Path.Contains("/queryAll", StringComparison.Ordinal) ? "record"
                    : null,
                OfRecord = record => (string?)record["attributes"]?["type"],
                Lists = ["records", "deletedRecords"],
                IsPassedOver = name => name is "attributes",
            },
            Others =
            [
                .. others,
                ("CurrencyIsoCode", JsonValue.Create("USD")),
                ("CurrencyIsoCode", JsonValue.Create("EUR")),
            ],
            AsksForMembers = true,
            Plain = text => Id().Replace(text, "{id}"),
        };
    }

    /// <summary>The way in by an address.</summary>
    public static SalesforceAccess Access(Uri address) =>
        new()
        {
            System = "crm",
            Address = address,
            ClientId = "tieout",
            Secret = () => "rehearsal",
            PageSize = PageSize,
        };

    /// <summary>An id of 18 characters, whatever is before and after it.</summary>
    [GeneratedRegex(
        "[0-9a-zA-Z]{3}[0-9A-Za-z]{7}[0-9A-Za-z]{5}[A-Z0-5]{3}(-2)?",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Id();
}
