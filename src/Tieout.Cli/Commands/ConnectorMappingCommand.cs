using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Connectors.Rest;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Mapping;

namespace Tieout.Cli.Commands;

/// <summary>`tieout connector mapping`: what becomes what, by a manifest.</summary>
internal sealed class ConnectorMappingCommand : Command
{
    private readonly Argument<string> _manifest = new("manifest")
    {
        Description = $"A manifest, or a kind: {string.Join(", ", BuiltInManifests.Kinds)}.",
    };

    public ConnectorMappingCommand()
        : base(
            "mapping",
            """
            Shows what becomes what by a manifest, as Markdown: each field of the hub with where it
            comes from and how its codes are translated, then each field that is written. Calls
            nobody.

            Example:
              tieout connector mapping redmine.yaml > redmine-mapping.md
            """
        )
    {
        Arguments.Add(_manifest);
        this.Does((parsed, screen, _) => Task.FromResult(Run(parsed, screen)));
    }

    private int Run(ParseResult parsed, Screen screen)
    {
        var name = parsed.GetRequiredValue(_manifest);
        if (BuiltInManifests.Find(name) is not { } manifest)
        {
            var file = new FileInfo(name);
            if (!ManifestReader.TryRead(file.FullName, out manifest, out var problems))
            {
                throw new CommandRefusedException(
                    ExitCode.Usage,
                    string.Join(Environment.NewLine, problems.Select(x => x.Describe(name)))
                );
            }
        }

        var page = MappingPage.Write(manifest);
        screen.Show(new { page }, () => screen.Line(page));
        return ExitCode.Ok;
    }
}
