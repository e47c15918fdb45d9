using Tieout.Sandbox.AvaTax;
using Tieout.Sandbox.BusinessCentral;
using Tieout.Sandbox.Clockify;
using Tieout.Sandbox.Harvest;
using Tieout.Sandbox.Kantata;
using Tieout.Sandbox.Ledgerworks;
using Tieout.Sandbox.LegacyErp;
using Tieout.Sandbox.NetSuite;
using Tieout.Sandbox.Salesforce;
using Tieout.Sandbox.Serving;
using Tieout.Sandbox.Stripe;
using Tieout.Sandbox.Toggl;

namespace Tieout.Sandbox;

/// <summary>Every system that can be simulated.</summary>
public static class SimulatedSystems
{
    /// <summary>In the order in which a person is shown them.</summary>
    public static IReadOnlyList<SimulatedSystem> All { get; } =
    [
        new(
            "ledgerworks",
            "a simulated cloud ERP",
            "The only client is 'tieout' with the secret 'rehearsal'.",
            LedgerworksServer.StartPlainAsync
        ),
        new(
            "stripe",
            "a simulated Stripe Billing account",
            $"The secret key is '{StripeKeys.Secret}', as a bearer token.",
            StripeApi.StartAsync
        ),
        new(
            "salesforce",
            "a simulated Salesforce organisation",
            "The only connected app is 'tieout' with the secret 'rehearsal'; its user is integration@rehearsal.example.",
            SalesforceServer.StartPlainAsync
        ),
        new(
            "certinia",
            "a simulated Certinia PSA, on a Salesforce organisation",
            "The only connected app is 'tieout' with the secret 'rehearsal'; its user is integration@rehearsal.example.",
            SalesforceServer.StartPsaAsync
        ),
        new(
            "business-central",
            "a simulated Dynamics 365 Business Central, API v2.0",
            "The only client is 'tieout' with the secret 'rehearsal'; the token endpoint takes any tenant.",
            BusinessCentralServer.StartAsync
        ),
        new(
            "netsuite",
            "a simulated NetSuite account, SuiteTalk REST",
            $"The account is {NetSuite.Access.Rehearsal.Account}; consumer 'tieout' with the secret 'rehearsal', token 'tieout-token' with the secret 'rehearsal-token'.",
            NetSuiteServer.StartAsync
        ),
        new(
            "harvest",
            "a simulated Harvest account, API v2",
            $"The token is '{HarvestApi.Token}', as a bearer token, and the account {HarvestApi.Account}.",
            HarvestApi.StartAsync
        ),
        new(
            "clockify",
            "a simulated Clockify workspace",
            $"The key is '{ClockifyApi.Key}', as X-Api-Key, and the workspace {ClockifyApi.Workspace}.",
            ClockifyApi.StartAsync
        ),
        new(
            "toggl",
            "a simulated Toggl Track workspace, API v9",
            $"The token is '{TogglApi.Token}', as the user of Basic with the password 'api_token', and the workspace {TogglApi.Workspace}.",
            TogglApi.StartAsync
        ),
        new(
            "kantata",
            "a simulated Kantata OX account, API v1",
            $"The token is '{KantataApi.Token}', as a bearer token.",
            KantataApi.StartAsync
        ),
        new(
            "legacy-erp",
            "a simulated ERP on premises that takes and gives files",
            "It is reached by its folder; what people do in it is done by HTTP, without a login.",
            LegacyErpServer.StartAsync
        )
        {
            Formats = LegacyErpServer.Formats,
        },
        new(
            "avatax",
            "a simulated Avalara AvaTax account, REST v2",
            $"The account is {AvaTaxApi.Account} with the license key '{AvaTaxApi.LicenseKey}', as Basic, and the company DEFAULT.",
            AvaTaxApi.StartAsync
        ),
    ];
}
