using System.CommandLine;
using System.Text;

namespace Tieout.Cli.Commands;

/// <summary>Where an export goes: stdout, or a file that is there as a whole or not at all.</summary>
internal static class ExportFile
{
    public static Option<FileInfo?> Option() =>
        new("--out") { Description = "The file to write; stdout when left out." };

    /// <summary>Writes to stdout when there is no file.</summary>
    /// <exception cref="CommandRefusedException">The file cannot be written.</exception>
    public static async Task WriteAsync(FileInfo? file, Func<TextWriter, Task> write)
    {
        if (file is null)
        {
            await write(Console.Out);
            return;
        }

        // Half a journal under the right name would be taken for a whole one.
        var part = file.FullName + ".part";
        try
        {
            await using (var writer = new StreamWriter(part, false, new UTF8Encoding(false)))
            {
                await write(writer);
            }

            File.Move(part, file.FullName, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(part))
            {
                File.Delete(part);
            }

            throw new CommandRefusedException(
                ExitCode.Usage,
                $"--out: {file} cannot be written: {e.Message}"
            );
        }
    }
}
