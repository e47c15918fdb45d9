Console.WriteLine("tieout");
