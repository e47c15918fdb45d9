using Tieout.Connectors.Rest;

namespace Tieout.Host.Configuration;

/// <summary>What a system of hub.yaml can be, by the word after <c>kind:</c>.</summary>
public static class SystemKinds
{
    private static readonly Dictionary<string, Reading> InCode = new(StringComparer.Ordinal)
    {
        ["files"] = (name, section, folder, _) => SystemReading.ReadFiles(name, section, folder),
        ["ledgerworks"] = (name, section, folder, _) =>
            SystemReading.ReadLedgerworks(name, section, folder),
        ["business-central"] = (name, section, folder, _) =>
            BusinessCentralReading.Read(name, section, folder),
        ["netsuite"] = (name, section, folder, _) => NetSuiteReading.Read(name, section, folder),
        ["legacy-erp"] = (name, section, folder, _) => LegacyErpReading.Read(name, section, folder),
        ["tryton"] = (name, section, folder, _) => SystemReading.ReadTryton(name, section, folder),
        ["rest"] = (name, section, folder, _) => RestReading.Read(name, section, folder),
        ["stripe"] = StripeReading.Read,
        ["salesforce"] = (name, section, folder, _) =>
            SalesforceReading.Read(name, section, folder),
        ["certinia"] = (name, section, folder, _) => CertiniaReading.Read(name, section, folder),
        ["avatax"] = (name, section, folder, _) => AvaTaxReading.Read(name, section, folder),
    };

    internal delegate SystemSettings? Reading(
        string name,
        YamlSection section,
        string folder,
        DateTimeZone zone
    );

    /// <summary>Those in code, and then those whose manifest is part of the product.</summary>
    public static IReadOnlyList<string> All { get; } = [.. InCode.Keys, .. BuiltInManifests.Kinds];

    /// <summary>How the entry of a system is read; none for a kind that there is not.</summary>
    internal static Reading? Find(string kind) =>
        InCode.TryGetValue(kind, out var read) ? read
        : BuiltInManifests.Find(kind) is { } manifest
            ? (name, section, folder, _) => RestReading.ReadBuiltIn(name, manifest, section, folder)
        : null;
}
