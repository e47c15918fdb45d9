using System.Text.Json.Nodes;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Host.Evaluation.Steps;

/// <summary>The provisioning gate, and customers of several sources.</summary>
internal static class ProjectSetupSteps
{
    public static IReadOnlyDictionary<string, CaseStep> All { get; } =
        new Dictionary<string, CaseStep>(StringComparer.Ordinal)
        {
            ["provision.check"] = (args, _) => Check(args),
            ["customer.match"] = (args, _) => Match(args),
            ["customer.merge"] = (args, _) => Merge(args),
        };

    private static JsonObject Check(CaseFields args)
    {
        var state = args.Child("state");
        var versions = args.OptionalChild("versions");
        var gate = ProvisioningGate.Check(
            need =>
                state.OptionalChild(need.Subject)?.OptionalChild(need.System) is { } system
                    ? new ProvisioningStatus(
                        system.OptionalText("status") ?? ProvisioningGate.Missing,
                        system.OptionalLabel("version")
                    )
                    : null,
            need => versions?.OptionalLabel(need.Subject),
            args.Flag("signed", otherwise: true)
        );
        return new JsonObject
        {
            ["billable_time_allowed"] = gate.AllowsBillableTime,
            ["missing"] = gate.Unmet.ToJson(need => new JsonObject
            {
                ["need"] = need.Need,
                ["owner"] = CaseChoices.Owner(need.Owner),
                ["why"] = need.Why,
            }),
        };
    }

    private static JsonObject Match(CaseFields args)
    {
        var match = PartyMatching.Compare(EvidenceOf(args.Child("a")), EvidenceOf(args.Child("b")));
        var (decision, rule) = match switch
        {
            PartyMatch.SameTaxId => ("same", "TAX_ID"),
            PartyMatch.TaxIdConflict => ("different", "TAX_ID_CONFLICT"),
            PartyMatch.NameAndPostalCode => ("review", "NAME_AND_POSTCODE"),
            PartyMatch.NameOnly => ("review", "NAME_ONLY"),
            _ => ("different", "NO_EVIDENCE"),
        };
        return new JsonObject { ["decision"] = decision, ["rule"] = rule };
    }

    private static PartyEvidence EvidenceOf(CaseFields party) =>
        new(
            party.Text("name"),
            party.OptionalText("tax_id"),
            party.OptionalText("country"),
            party.OptionalText("postcode")
        );

    private static JsonObject Merge(CaseFields args)
    {
        List<SourceParty> records =
        [
            .. args.Children("records")
                .Select(record => new SourceParty(
                    record.Text("id"),
                    record.Text("source"),
                    record.Date("updated"),
                    FieldsOf(record.Child("fields"))
                )),
        ];
        var rules = args.Child("rules");
        var golden = GoldenParty.Merge(
            records,
            rules.Names.Select(field => KeyValuePair.Create(field, RuleOf(rules.Child(field))))
        );
        return new JsonObject
        {
            ["golden"] = golden.Fields.ToJson(value => value),
            ["provenance"] = golden.Provenance.ToJson(record => record),
            ["conflicts"] = golden.Conflicts.ToJson(field => field),
            ["xref"] = records.ToJson(record => new JsonObject
            {
                ["source"] = record.Source,
                ["id"] = record.Id,
            }),
            ["usable"] = golden.IsUsable,
        };
    }

    private static Dictionary<string, string?> FieldsOf(CaseFields fields) =>
        fields.Names.ToDictionary(name => name, fields.OptionalText, StringComparer.Ordinal);

    private static SurvivorshipRule RuleOf(CaseFields rule) =>
        rule.Text("strategy") switch
        {
            "source_priority" => new SurvivorshipRule.SourcePriority(rule.Texts("order")),
            "most_recent" => new SurvivorshipRule.MostRecent(),
            "most_complete" => new SurvivorshipRule.MostComplete(),
            "must_agree" => new SurvivorshipRule.MustAgree(),
            _ => throw rule.Error(
                "strategy",
                "is none of source_priority, most_recent, most_complete, must_agree"
            ),
        };
}
