@echo off
rem Builds the distribution when a source is newer than it, then runs it. Needs a JDK 17+ and Maven 3.8.7+.
setlocal
set "ROOT=%~dp0"
set "TARGET=%ROOT%distribution\target"
powershell -NoProfile -Command "$s = Get-Item '%TARGET%\built' -ErrorAction SilentlyContinue; if (-not $s) { exit 1 }; $n = Get-ChildItem '%ROOT%pom.xml', '%ROOT%.mvn', '%ROOT%bundles\*\pom.xml', '%ROOT%bundles\*\src\main', '%ROOT%features\pom.xml', '%ROOT%features\src\main', '%ROOT%distribution\pom.xml', '%ROOT%distribution\src\main' -Recurse -File | Where-Object LastWriteTime -gt $s.LastWriteTime | Select-Object -First 1; if ($n) { exit 1 }"
if errorlevel 1 (
  echo building... 1>&2
  if not exist "%TARGET%" mkdir "%TARGET%"
  type nul > "%TARGET%\built.next"
  pushd "%ROOT%"
  call mvn -B -ntp -Dmaven.test.skip=true -Dmyrmex.archives.skip=true -pl distribution -am package > "%TARGET%\build.log" 2>&1
  if errorlevel 1 (
    type "%TARGET%\build.log" 1>&2
    echo myrmex: the build failed; correct what is said above 1>&2
    exit /b 1
  )
  popd
  move /y "%TARGET%\built.next" "%TARGET%\built" > nul
)
call "%TARGET%\myrmex\bin\myrmex.cmd" %*
exit /b %ERRORLEVEL%
