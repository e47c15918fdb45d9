using System.Globalization;
using NodaTime.Text;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Host.Configuration;
using Tieout.Sandbox.Firm;

namespace Tieout.Host.Demo;

/// <summary>The story's <c>hub.yaml</c>: a file like a user's own, to look at and to go on with.</summary>
internal static class DemoConfiguration
{
    public const string Files = "chronos";
    public const string Ledger = "ledgerworks";

    /// <summary>Writes the file and reads it back as the hub does.</summary>
    public static HubConfiguration Write(DemoFolder folder, Uri ledger, SeededFirm firm)
    {
        DemoFolder.WriteWhole(folder.SecretFile, DemoLedger.ClientSecret);
        DemoFolder.WriteWhole(folder.ConfigurationFile, Text(ledger, firm));
        return ConfigurationReader.TryRead(
            folder.ConfigurationFile,
            out var configuration,
            out var problems
        )
            ? configuration
            : throw new InvalidOperationException(
                $"{folder.ConfigurationFile}: {string.Join("; ", problems)}"
            );
    }

    private static string Text(Uri ledger, SeededFirm firm)
    {
        var entities = firm.Waves[0].Facts.OfType<LegalEntity>().Select(x => x.Code.Value);
        var companies = string.Join('\n', entities.Select(x => $"      {x}: {x}"));
        var runs = string.Join(
            '\n',
            firm.Waves.Select(x => $"    - through: {LocalDatePattern.Iso.Format(x.Through)}")
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # Written by "tieout demo". The folder is the time system's export; the ERP is simulated.
            dataFolder: .
            systems:
              {Files}:
                kind: files
                folder: inbox
                settle: 0s
              {Ledger}:
                kind: ledgerworks
                address: {ledger}
                clientId: {DemoLedger.ClientId}
                clientSecret: file:ledgerworks.secret
                referencePrefix: {InvoiceReferences.Prefix}
                maximumServerRunTime: 1s
                companies:
            {companies}
            routes:
              default: {Ledger}
            billing:
              approve: automatic
              runs:
            {runs}

            """
        );
    }
}
