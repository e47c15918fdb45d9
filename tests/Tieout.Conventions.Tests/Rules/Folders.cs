using Tieout.Conventions.Tests.Reading;

namespace Tieout.Conventions.Tests.Rules;

/// <summary>The folders of the first level: a feature reads as a column across projects.</summary>
internal static class Folders
{
    private static readonly string[] ServiceDomains =
    [
        "ProjectSetup",
        "TimeValidation",
        "BillableEvents",
        "Invoicing",
        "Reconciliation",
    ];

    /// <summary>What belongs to no service domain, by project; whoever adds one says why.</summary>
    private static readonly Dictionary<string, string[]> Others = new(StringComparer.Ordinal)
    {
        // The engagement's aggregate is shared by all five domains, and so are its words. Revenue and
        // intercompany are read from all of it and decide nothing.
        ["Tieout.Domain"] =
        [
            "Amounts",
            "Canonical",
            "Deciding",
            "Intercompany",
            "Ledger",
            "Revenue",
        ],
        ["Tieout.Connect"] = [],
        // Grains, feeds and stores are about how, not about which domain.
        ["Tieout.Runtime"] =
        [
            "Engagements",
            "Hub",
            "Intake",
            "Lanes",
            "LogFeeds",
            "SetAside",
            "Storage",
        ],
        ["Tieout.Host"] = ["Configuration", "Demo", "Evaluation", "Hosting", "Secrets", "Webhooks"],
        ["Tieout.Cli"] = ["Commands", "Terminal"],
    };

    /// <summary>These have one folder for each external system instead.</summary>
    private static readonly string[] BySystem = ["Tieout.Connectors", "Tieout.Sandbox"];

    public static IEnumerable<Breach> Breaches(IEnumerable<string> paths) =>
        from path in paths
        let parts = path.Split('/')
        where parts.Length > 3 && parts[0] == "src"
        group path by (Project: parts[1], Folder: parts[2]) into files
        let project = files.Key.Project
        let folder = files.Key.Folder
        let isDomain = ServiceDomains.Contains(folder, StringComparer.Ordinal)
        let isKnown = BySystem.Contains(project, StringComparer.Ordinal)
            ? !isDomain
            : isDomain || Others.GetValueOrDefault(project, []).Contains(folder)
        where !isKnown
        select new Breach(
            files.First(),
            $"{folder} is neither a service domain nor a folder known in {project}"
        );
}
