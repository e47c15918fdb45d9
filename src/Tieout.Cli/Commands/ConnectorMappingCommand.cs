using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Connectors;
using Tieout.Connectors.Rest;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Mapping;

namespace Tieout.Cli.Commands;

/// <summary>`tieout connector mapping`: what becomes what, by a manifest or in a kind.</summary>
internal sealed class ConnectorMappingCommand : Command
{
    private readonly Argument<string> _manifest = new("manifest")
    {
        Description = $"A manifest, or a kind: {string.Join(", ", Kinds)}.",
    };

    private static IEnumerable<string> Kinds =>
        BuiltInManifests.Kinds.Concat(ObservedMappings.Kinds).Order(StringComparer.Ordinal);

    public ConnectorMappingCommand()
        : base(
            "mapping",
            """
            Shows what becomes what, as Markdown. By a manifest: each field of the hub with where it
            comes from and how its codes are translated, then each field that is written. In a kind
            that is not a manifest: what was observed of its connector. Calls nobody.

            Examples:
              tieout connector mapping redmine.yaml > redmine-mapping.md
              tieout connector mapping netsuite
            """
        )
    {
        Arguments.Add(_manifest);
        this.Does((parsed, screen, _) => Task.FromResult(Run(parsed, screen)));
    }

    private int Run(ParseResult parsed, Screen screen)
    {
        var name = parsed.GetRequiredValue(_manifest);
        var page = ObservedMappings.Find(name) ?? MappingPage.Write(ManifestOf(name));
        screen.Show(new { page }, () => screen.Line(page));
        return ExitCode.Ok;
    }

    private static RestManifest ManifestOf(string name)
    {
        if (BuiltInManifests.Find(name) is { } builtIn)
        {
            return builtIn;
        }

        if (name is "files")
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                "The columns of files are the hub's own names, so there is nothing between the two: docs/reference/files.md has them all."
            );
        }

        var file = new FileInfo(name);
        return ManifestReader.TryRead(file.FullName, out var manifest, out var problems)
            ? manifest
            : throw new CommandRefusedException(
                ExitCode.Usage,
                string.Join(Environment.NewLine, problems.Select(x => x.Describe(name)))
            );
    }
}
