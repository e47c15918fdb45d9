using System.Diagnostics.CodeAnalysis;
using Tieout.Connectors.Rest.Shapes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Reads a manifest, strictly: what is not understood is a problem.</summary>
public static class ManifestReader
{
    /// <summary>The JSON Schema of manifests, for editors.</summary>
    public static string Schema() =>
        SchemaWriter.Write(ManifestShapes.Manifest, "Tieout rest manifest").ToString() + "\n";

    /// <summary>The tables of the reference page.</summary>
    public static string Reference() => ReferenceWriter.Write(ManifestShapes.Manifest);

    /// <summary>Reads the file; nothing else is opened, and no secret is looked up.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="manifest">None when there are problems.</param>
    /// <param name="problems">All that were found, in the order of their place.</param>
    public static bool TryRead(
        string file,
        [NotNullWhen(true)] out RestManifest? manifest,
        out IReadOnlyList<ManifestProblem> problems
    )
    {
        var found = new List<ManifestProblem>();
        manifest = Build(file, Open(() => new StreamReader(file), found), found);
        problems = [.. found.OrderBy(x => x.Line).ThenBy(x => x.Column)];
        if (problems.Count > 0)
        {
            manifest = null;
        }

        return manifest is not null;
    }

    /// <summary>Reads a manifest that is part of the product.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="open">Opens its text.</param>
    /// <exception cref="InvalidOperationException">It is no manifest.</exception>
    internal static RestManifest Read(string name, Func<TextReader> open)
    {
        var problems = new List<ManifestProblem>();
        var manifest = Build(name, Open(open, problems), problems);
        return problems is [var first, ..]
            ? throw new InvalidOperationException(first.Describe(name))
            : manifest!;
    }

    private static RestManifest? Build(
        string file,
        YamlMappingNode? root,
        List<ManifestProblem> found
    )
    {
        if (root is null)
        {
            return null;
        }

        new ShapeCheck(found).Check(root, ManifestShapes.Manifest, string.Empty);
        if (found.Count > 0)
        {
            return null;
        }

        var node = new ManifestNode(root, ManifestShapes.Manifest, string.Empty, found);
        return new ManifestBuilder(file, node).Build();
    }

    private static YamlMappingNode? Open(Func<TextReader> open, List<ManifestProblem> problems)
    {
        try
        {
            using var text = open();
            var yaml = new YamlStream();
            yaml.Load(text);
            if (yaml.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return root;
            }

            problems.Add(
                new ManifestProblem(
                    1,
                    1,
                    string.Empty,
                    "must hold one mapping; see docs/reference/rest-manifest.md."
                )
            );
        }
        catch (YamlException e)
        {
            problems.Add(
                new ManifestProblem(
                    e.Start.Line,
                    e.Start.Column,
                    string.Empty,
                    $"not YAML: {e.Message}"
                )
            );
        }
        catch (InvalidOperationException)
        {
            // What the parser throws at some brackets that are not closed.
            problems.Add(
                new ManifestProblem(0, 0, string.Empty, "not YAML: a bracket is not closed.")
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problems.Add(
                new ManifestProblem(0, 0, string.Empty, "does not exist; name a manifest.")
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new ManifestProblem(0, 0, string.Empty, $"cannot be read: {e.Message}"));
        }

        return null;
    }
}
