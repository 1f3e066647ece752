<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>AboutCard</name>
    <message>
        <source>About Feeling Manager {version}</source>
        <translation>Feeling Manager {version} 정보</translation>
    </message>
    <message>
        <source>It says what an expression looks like, not what somebody feels. Icons: Lucide (ISC). Font: Pretendard (OFL). Window: Qt (LGPL). Sound: VLC (LGPL).</source>
        <translation>표정이 어떻게 보이는지를 말할 뿐, 마음을 아는 것은 아닙니다. 아이콘: Lucide (ISC). 글꼴: Pretendard (OFL). 창: Qt (LGPL). 소리: VLC (LGPL).</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>라이선스</translation>
    </message>
</context>
<context>
    <name>AddSongForm</name>
    <message>
        <source>Add a song</source>
        <translation>곡 추가</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>가수</translation>
    </message>
    <message>
        <source>Web address or file (may be left empty)</source>
        <translation>웹 주소나 파일 (비워 두어도 됩니다)</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>장르</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>파일 고르기…</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Without an address the song is searched for by its names.</source>
        <translation>주소가 없으면 제목과 가수로 노래를 찾습니다.</translation>
    </message>
    <message>
        <source>A song needs a title.</source>
        <translation>곡의 제목을 입력해 주세요.</translation>
    </message>
    <message>
        <source>This is neither a web address nor a file.</source>
        <translation>웹 주소도 파일도 아닙니다.</translation>
    </message>
    <message>
        <source>{title} was added.</source>
        <translation>{title}을(를) 추가했습니다.</translation>
    </message>
</context>
<context>
    <name>Artwork</name>
    <message>
        <source>Cover of {title}</source>
        <translation>{title}의 표지</translation>
    </message>
    <message>
        <source>No cover</source>
        <translation>표지 없음</translation>
    </message>
</context>
<context>
    <name>CacheRow</name>
    <message>
        <source>Empty it</source>
        <translation>비우기</translation>
    </message>
    <message>
        <source>Delete the fetched songs</source>
        <translation>받아 둔 노래 지우기</translation>
    </message>
    <message>
        <source>They are fetched again when they come up. Your own files are not touched.</source>
        <translation>다시 나올 때 새로 받습니다. 내 파일은 건드리지 않습니다.</translation>
    </message>
    <message>
        <source>Songs from the web on this disk</source>
        <translation>디스크에 받아 둔 웹 노래</translation>
    </message>
    <message>
        <source>Songs from the web on this disk: {used} of {limit} MB</source>
        <translation>디스크에 받아 둔 웹 노래: {used} / {limit} MB</translation>
    </message>
</context>
<context>
    <name>CalendarView</name>
    <message>
        <source>Calendar of the expressions</source>
        <translation>표정 달력</translation>
    </message>
    <message>
        <source>Days by what they showed most: {days}.</source>
        <translation>가장 많이 보인 표정별 날 수: {days}.</translation>
    </message>
    <message>
        <source>{day}: nothing was read.</source>
        <translation>{day}: 읽은 표정이 없습니다.</translation>
    </message>
</context>
<context>
    <name>CalibrationGuide</name>
    <message>
        <source>Leave this one out</source>
        <translation>이 표정은 건너뛰기</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>그만하기</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행 상황</translation>
    </message>
    <message>
        <source>Look like this: {emotion}</source>
        <translation>이 표정을 지어 보세요: {emotion}</translation>
    </message>
    <message>
        <source>Get ready; in three seconds it begins.</source>
        <translation>준비하세요. 3초 뒤에 시작합니다.</translation>
    </message>
    <message>
        <source>Hold it for a few seconds.</source>
        <translation>몇 초 동안 그대로 있어 주세요.</translation>
    </message>
</context>
<context>
    <name>CameraCard</name>
    <message>
        <source>Pictures never leave this computer and are never stored.</source>
        <translation>화면은 이 컴퓨터를 떠나지 않으며 저장되지 않습니다.</translation>
    </message>
    <message>
        <source>Camera off</source>
        <translation>카메라 꺼짐</translation>
    </message>
    <message>
        <source>Camera on</source>
        <translation>카메라 켜짐</translation>
    </message>
    <message>
        <source>Your expression</source>
        <translation>내 표정</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Switch the camera on or off (Ctrl+K)</source>
        <translation>카메라 켜기/끄기 (Ctrl+K)</translation>
    </message>
    <message>
        <source>Scores of the six emotions</source>
        <translation>여섯 감정의 점수</translation>
    </message>
    <message>
        <source>Reading your expression…</source>
        <translation>표정을 읽고 있습니다…</translation>
    </message>
    <message>
        <source>No expression can be read</source>
        <translation>표정을 읽을 수 없습니다</translation>
    </message>
</context>
<context>
    <name>CameraControl</name>
    <message>
        <source>First webcam</source>
        <translation>첫 번째 웹캠</translation>
    </message>
    <message>
        <source>Demo portrait</source>
        <translation>예시 사진</translation>
    </message>
    <message>
        <source>Name, number or video file</source>
        <translation>이름, 번호 또는 영상 파일</translation>
    </message>
</context>
<context>
    <name>ChartView</name>
    <message>
        <source>Chart of the expressions</source>
        <translation>표정 그래프</translation>
    </message>
</context>
<context>
    <name>CloseQuestion</name>
    <message>
        <source>Keep running in the background?</source>
        <translation>창을 닫아도 계속 실행할까요?</translation>
    </message>
    <message>
        <source>The music plays on and your expression is still read. Feeling Manager is then found beside the clock; a click on its face brings the window back.</source>
        <translation>음악이 이어지고 표정도 계속 읽습니다. Feeling Manager는 시계 옆에 있으며, 얼굴 아이콘을 누르면 창이 다시 열립니다.</translation>
    </message>
    <message>
        <source>This is asked once. You can change it in the settings.</source>
        <translation>이 질문은 한 번만 드려요. 설정에서 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>계속 실행</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
</context>
<context>
    <name>CorrectionRow</name>
    <message>
        <source>It looks like: {emotion}</source>
        <translation>이 표정은: {emotion}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Was this right?</source>
        <translation>맞게 읽었나요?</translation>
    </message>
    <message>
        <source>Noted: {emotion}</source>
        <translation>기억했습니다: {emotion}</translation>
    </message>
</context>
<context>
    <name>DayCard</name>
    <message>
        <source>Expressions</source>
        <translation>표정</translation>
    </message>
    <message>
        <source>How often each emotion was seen</source>
        <translation>감정별 횟수</translation>
    </message>
    <message>
        <source>Nothing was read on this day.</source>
        <translation>이날 읽은 표정이 없습니다.</translation>
    </message>
</context>
<context>
    <name>DayChooser</name>
    <message>
        <source>Earlier</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>MMM d</source>
        <translation>M월 d일</translation>
    </message>
    <message>
        <source>MMM d, yyyy</source>
        <translation>yyyy년 M월 d일</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <translation>yyyy년 M월</translation>
    </message>
    <message>
        <source>yyyy</source>
        <translation>yyyy년</translation>
    </message>
</context>
<context>
    <name>DayStrip</name>
    <message>
        <source>The day hour by hour</source>
        <translation>시간대별 하루</translation>
    </message>
    <message>
        <source>h AP</source>
        <translation>AP h시</translation>
    </message>
</context>
<context>
    <name>DiagnosticsCard</name>
    <message>
        <source>Diagnostics</source>
        <translation>진단</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>다시 살펴보기</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사했습니다</translation>
    </message>
    <message>
        <source>Copy a report</source>
        <translation>보고서 복사</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>로그 폴더 열기</translation>
    </message>
    <message>
        <source>Looking at everything the program needs…</source>
        <translation>프로그램에 필요한 것을 모두 살펴보는 중…</translation>
    </message>
    <message>
        <source>It could not be found out. Look again in a while.</source>
        <translation>알아내지 못했습니다. 잠시 뒤에 다시 살펴보세요.</translation>
    </message>
    <message>
        <source>Things that need you: {count}</source>
        <translation>살펴봐야 할 것: {count}개</translation>
    </message>
    <message>
        <source>Everything is in order.</source>
        <translation>모두 정상입니다.</translation>
    </message>
</context>
<context>
    <name>GenreDeleteForm</name>
    <message>
        <source>{genre} has songs: {count}. What should become of them?</source>
        <translation>{genre} 장르에 노래가 {count}곡 있습니다. 이 노래들을 어떻게 할까요?</translation>
    </message>
    <message>
        <source>What becomes of the songs</source>
        <translation>노래를 어떻게 할지</translation>
    </message>
    <message>
        <source>Delete the genre</source>
        <translation>장르 삭제</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Move them to {genre}</source>
        <translation>{genre}(으)로 옮기기</translation>
    </message>
    <message>
        <source>Remove them from the library</source>
        <translation>노래 목록에서 빼기</translation>
    </message>
</context>
<context>
    <name>GenreNameForm</name>
    <message>
        <source>A genre of your own</source>
        <translation>나만의 장르</translation>
    </message>
    <message>
        <source>Another name for this genre</source>
        <translation>이 장르의 새 이름</translation>
    </message>
    <message>
        <source>Name of the genre</source>
        <translation>장르 이름</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>A genre needs a name.</source>
        <translation>장르 이름을 입력하세요.</translation>
    </message>
    <message>
        <source>The name may have {count} characters at most.</source>
        <translation>이름은 {count}자까지 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>There is a genre of this name already.</source>
        <translation>같은 이름의 장르가 이미 있습니다.</translation>
    </message>
</context>
<context>
    <name>GenresCard</name>
    <message>
        <source>Genres for each expression</source>
        <translation>표정별 장르</translation>
    </message>
    <message>
        <source>A click makes a genre come up more often, with Shift less often. Keys: arrows, Space, 0 to 3. A row that is all off means any genre.</source>
        <translation>누를수록 그 장르가 더 자주 나오고, Shift와 함께 누르면 덜 나옵니다. 키보드: 화살표, 스페이스, 0~3. 모두 끈 줄은 아무 장르나 나옵니다.</translation>
    </message>
    <message>
        <source>Add a genre</source>
        <translation>장르 추가</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>모두 초기화</translation>
    </message>
</context>
<context>
    <name>GenresStep</name>
    <message>
        <source>What do you like to hear?</source>
        <translation>어떤 음악을 좋아하세요?</translation>
    </message>
    <message>
        <source>For each expression, choose the genres that songs come from. How often each one comes up, and genres of your own, are in the settings.</source>
        <translation>표정마다 어떤 장르의 노래를 들을지 고르세요. 얼마나 자주 나올지와 나만의 장르는 설정에서 정할 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>History</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Which emotion</source>
        <translation>감정 고르기</translation>
    </message>
    <message>
        <source>All emotions</source>
        <translation>모든 감정</translation>
    </message>
    <message>
        <source>{count} songs</source>
        <translation>{count}곡</translation>
    </message>
</context>
<context>
    <name>ImportForm</name>
    <message>
        <source>Import songs</source>
        <translation>노래 가져오기</translation>
    </message>
    <message>
        <source>Paste the address of a playlist, a channel or a video, or choose a folder or a list file (M3U, PLS, CSV). You can also drop them onto this page.</source>
        <translation>재생목록, 채널, 동영상의 주소를 붙여 넣거나 폴더 또는 목록 파일(M3U, PLS, CSV)을 고르세요. 이 화면에 끌어다 놓아도 됩니다.</translation>
    </message>
    <message>
        <source>Address of a playlist</source>
        <translation>재생목록 주소</translation>
    </message>
    <message>
        <source>Genre, where a song does not say</source>
        <translation>장르 정보가 없는 노래의 장르</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>폴더 고르기…</translation>
    </message>
    <message>
        <source>Choose a list or songs…</source>
        <translation>목록이나 노래 고르기…</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>가져오기</translation>
    </message>
</context>
<context>
    <name>IntroductionRow</name>
    <message>
        <source>Introduction</source>
        <translation>소개</translation>
    </message>
    <message>
        <source>What is read, placing the camera, and favourite genres.</source>
        <translation>무엇을 읽는지, 카메라 놓기, 좋아하는 장르를 다시 보여 줍니다.</translation>
    </message>
    <message>
        <source>Show the introduction again</source>
        <translation>소개 다시 보기</translation>
    </message>
</context>
<context>
    <name>JobCard</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>이 알림 닫기</translation>
    </message>
    <message>
        <source>What was left out, and why</source>
        <translation>빠진 노래와 이유</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>숨기기</translation>
    </message>
    <message>
        <source>What was left out</source>
        <translation>빠진 노래 보기</translation>
    </message>
    <message>
        <source>Log: {file}</source>
        <translation>기록: {file}</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>완료하지 못했습니다</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
</context>
<context>
    <name>LibraryFilters</name>
    <message>
        <source>Find a song or an artist</source>
        <translation>노래나 가수 찾기</translation>
    </message>
    <message>
        <source>All genres</source>
        <translation>모든 장르</translation>
    </message>
    <message>
        <source>All moods</source>
        <translation>모든 분위기</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>모든 출처</translation>
    </message>
    <message>
        <source>All songs</source>
        <translation>모든 노래</translation>
    </message>
    <message>
        <source>Playable</source>
        <translation>재생 가능</translation>
    </message>
    <message>
        <source>Not playable</source>
        <translation>재생 불가</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>장르</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>분위기</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>출처</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>Library</source>
        <translation>노래 목록</translation>
    </message>
    <message>
        <source>Songs</source>
        <translation>노래</translation>
    </message>
    <message>
        <source>Add a song</source>
        <translation>곡 추가</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>Show all songs</source>
        <translation>모든 노래 보기</translation>
    </message>
    <message>
        <source>Export the songs shown…</source>
        <translation>보이는 노래 내보내기…</translation>
    </message>
    <message>
        <source>Find duplicates</source>
        <translation>중복 찾기</translation>
    </message>
    <message>
        <source>Check which songs still play</source>
        <translation>재생되는지 확인하기</translation>
    </message>
    <message>
        <source>{shown} duplicates</source>
        <translation>중복 {shown}곡</translation>
    </message>
    <message>
        <source>Import a playlist or a folder, or drop one here.</source>
        <translation>재생목록이나 폴더를 가져오거나 여기에 끌어다 놓으세요.</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>고치기</translation>
    </message>
    <message>
        <source>Changed songs: {count}</source>
        <translation>바꾼 노래: {count}곡</translation>
    </message>
    <message>
        <source>Removed songs: {count}</source>
        <translation>제거한 노래: {count}곡</translation>
    </message>
    <message>
        <source>No song found</source>
        <translation>찾은 노래가 없습니다</translation>
    </message>
    <message>
        <source>Look for less, or show all songs.</source>
        <translation>조건을 줄이거나 모든 노래를 보세요.</translation>
    </message>
    <message>
        <source>No song yet</source>
        <translation>아직 노래가 없습니다</translation>
    </message>
    <message>
        <source>{shown} of {count} songs</source>
        <translation>{count}곡 중 {shown}곡</translation>
    </message>
    <message>
        <source>{count} songs</source>
        <translation>{count}곡</translation>
    </message>
</context>
<context>
    <name>LivePicture</name>
    <message>
        <source>Camera picture</source>
        <translation>카메라 화면</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>켜기</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Demo portrait</source>
        <translation>예시 사진</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Feeling Manager</source>
        <translation>Feeling Manager</translation>
    </message>
</context>
<context>
    <name>MiniPlayer</name>
    <message>
        <source>Feeling Manager – mini player</source>
        <translation>Feeling Manager – 미니 플레이어</translation>
    </message>
    <message>
        <source>Back to the large window</source>
        <translation>큰 창으로 돌아가기</translation>
    </message>
    <message>
        <source>No song yet</source>
        <translation>아직 노래가 없습니다</translation>
    </message>
</context>
<context>
    <name>MoodCard</name>
    <message>
        <source>Songs follow</source>
        <translation>노래 고르는 기준</translation>
    </message>
    <message>
        <source>The music should</source>
        <translation>음악의 방향</translation>
    </message>
    <message>
        <source>My face</source>
        <translation>내 표정</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>무작위</translation>
    </message>
    <message>
        <source>Choose songs for: {mood}</source>
        <translation>노래 고르는 기준: {mood}</translation>
    </message>
    <message>
        <source>Music that sounds like your expression.</source>
        <translation>표정과 어울리는 음악입니다.</translation>
    </message>
    <message>
        <source>Music that leads towards a brighter mood.</source>
        <translation>더 밝은 기분으로 이끄는 음악입니다.</translation>
    </message>
    <message>
        <source>Quiet music, whatever the expression.</source>
        <translation>표정과 상관없이 조용한 음악입니다.</translation>
    </message>
    <message>
        <source>Even music to work by.</source>
        <translation>일하면서 듣기 좋은 음악입니다.</translation>
    </message>
</context>
<context>
    <name>NetworkRow</name>
    <message>
        <source>Try now</source>
        <translation>지금 다시 시도</translation>
    </message>
    <message>
        <source>Next try in {minutes} min.</source>
        <translation>{minutes}분 뒤에 다시 시도합니다.</translation>
    </message>
    <message>
        <source>The next song is tried again.</source>
        <translation>다음 노래부터 다시 시도합니다.</translation>
    </message>
    <message>
        <source>Your own songs play meanwhile.</source>
        <translation>그동안 내 컴퓨터에 있는 노래를 재생합니다.</translation>
    </message>
</context>
<context>
    <name>NowPlayingCard</name>
    <message>
        <source>Up next</source>
        <translation>다음 곡</translation>
    </message>
    <message>
        <source>No song yet</source>
        <translation>아직 노래가 없습니다</translation>
    </message>
    <message>
        <source>Music begins as soon as your expression is read, or press play.</source>
        <translation>표정을 읽으면 바로 음악이 시작됩니다. 재생을 눌러도 됩니다.</translation>
    </message>
    <message>
        <source>Looking for this song…</source>
        <translation>노래를 찾고 있습니다…</translation>
    </message>
</context>
<context>
    <name>PersonalCard</name>
    <message>
        <source>Your own expressions</source>
        <translation>나만의 표정</translation>
    </message>
    <message>
        <source>Faces differ. Below the picture you can say what your expression looks like; the program learns from it. Only numbers are kept, never a picture.</source>
        <translation>얼굴은 사람마다 다릅니다. 카메라 화면 아래에서 내 표정이 무엇인지 알려 주면 프로그램이 배웁니다. 숫자만 남기고 사진은 남기지 않습니다.</translation>
    </message>
    <message>
        <source>Show my expressions</source>
        <translation>내 표정 보여 주기</translation>
    </message>
    <message>
        <source>Undo the last</source>
        <translation>마지막 것 취소</translation>
    </message>
    <message>
        <source>Forget all</source>
        <translation>모두 지우기</translation>
    </message>
    <message>
        <source>Nothing has been learnt yet.</source>
        <translation>아직 배운 것이 없습니다.</translation>
    </message>
    <message>
        <source>Corrections: {count}. Your expressions are read as before: what was learnt does not read better yet.</source>
        <translation>알려 준 표정 {count}개. 아직 더 잘 읽게 되지 않아 전과 같이 읽습니다.</translation>
    </message>
    <message>
        <source>Corrections: {count}. {after} of them are read right, without them {before}.</source>
        <translation>알려 준 표정 {count}개 중 {after}개를 맞게 읽습니다. 배우기 전에는 {before}개였습니다.</translation>
    </message>
</context>
<context>
    <name>PlacingList</name>
    <message>
        <source>This is what makes a face readable</source>
        <translation>표정을 잘 읽으려면</translation>
    </message>
    <message>
        <source>Good. Your face can be read.</source>
        <translation>좋습니다. 표정을 읽을 수 있어요.</translation>
    </message>
    <message>
        <source>Your face is in the middle of the picture, alone.</source>
        <translation>얼굴이 화면 가운데에 혼자 있습니다.</translation>
    </message>
    <message>
        <source>Light falls on it from the front.</source>
        <translation>빛이 앞에서 얼굴을 비춥니다.</translation>
    </message>
    <message>
        <source>You sit about an arm&apos;s length away.</source>
        <translation>팔 하나 길이쯤 떨어져 앉습니다.</translation>
    </message>
    <message>
        <source>The camera is at eye level, and you look towards it.</source>
        <translation>카메라가 눈높이에 있고, 그쪽을 바라봅니다.</translation>
    </message>
    <message>
        <source>good</source>
        <translation>좋음</translation>
    </message>
    <message>
        <source>needs you</source>
        <translation>살펴볼 것</translation>
    </message>
    <message>
        <source>not yet known</source>
        <translation>아직 모름</translation>
    </message>
</context>
<context>
    <name>PlacingStep</name>
    <message>
        <source>Place the camera</source>
        <translation>카메라 놓기</translation>
    </message>
    <message>
        <source>Move the camera or yourself until everything is green. Without a camera go on, and choose a mood by hand later.</source>
        <translation>모두 초록색이 될 때까지 카메라나 자리를 옮겨 보세요. 카메라가 없으면 그냥 넘어가고, 나중에 기분을 직접 고르면 됩니다.</translation>
    </message>
</context>
<context>
    <name>PlayButtons</name>
    <message>
        <source>Previous song</source>
        <translation>이전 곡</translation>
    </message>
    <message>
        <source>Next song</source>
        <translation>다음 곡</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
</context>
<context>
    <name>PlaysModel</name>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Emotion</source>
        <translation>감정</translation>
    </message>
    <message>
        <source>Song</source>
        <translation>노래</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>가수</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
</context>
<context>
    <name>PlaysTable</name>
    <message>
        <source>No song was played in this time</source>
        <translation>이 기간에 재생된 노래가 없습니다</translation>
    </message>
    <message>
        <source>Songs appear here as they are played.</source>
        <translation>노래가 재생되면 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Songs that were played</source>
        <translation>재생된 노래</translation>
    </message>
</context>
<context>
    <name>PreferencesTable</name>
    <message>
        <source>Rename or delete {genre}</source>
        <translation>{genre} 이름 바꾸기 또는 삭제</translation>
    </message>
    <message>
        <source>Reset the genres for {emotion}</source>
        <translation>{emotion} 장르 초기화</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>삭제…</translation>
    </message>
</context>
<context>
    <name>PrivacyCard</name>
    <message>
        <source>Privacy</source>
        <translation>개인정보</translation>
    </message>
    <message>
        <source>Pictures never leave this computer and are never stored. Only this is kept, on this computer: which expression was read when, which songs were played, and when a sign of tension was seen if you switched that on.</source>
        <translation>화면은 이 컴퓨터를 떠나지 않으며 저장되지 않습니다. 언제 어떤 표정을 읽었고 어떤 노래를 틀었는지, 그리고 긴장 신호 보기를 켠 경우 언제 어떤 신호가 보였는지만 이 컴퓨터에 남습니다.</translation>
    </message>
    <message>
        <source>Take my data along</source>
        <translation>내 데이터 가져가기</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Delete my history</source>
        <translation>내 기록 삭제</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>삭제…</translation>
    </message>
    <message>
        <source>Delete for ever</source>
        <translation>영구히 삭제</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>그대로 두기</translation>
    </message>
    <message>
        <source>Deleted entries: {count}</source>
        <translation>삭제한 기록: {count}개</translation>
    </message>
    <message>
        <source>Every reading and every played song is deleted. There is no way back.</source>
        <translation>읽은 표정과 재생한 노래의 기록을 모두 삭제합니다. 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Readings and played songs; your library and settings stay.</source>
        <translation>읽은 표정과 재생한 노래의 기록입니다. 노래 목록과 설정은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>쓰는 중…</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>저장했습니다: {file}</translation>
    </message>
    <message>
        <source>History, songs, genres and settings as JSON files in one ZIP file.</source>
        <translation>기록, 노래, 장르, 설정을 JSON 파일로 담은 ZIP 파일 하나입니다.</translation>
    </message>
</context>
<context>
    <name>ProblemRow</name>
    <message>
        <source>Close this message</source>
        <translation>이 알림 닫기</translation>
    </message>
    <message>
        <source>{text} ({times} times)</source>
        <translation>{text} ({times}번)</translation>
    </message>
</context>
<context>
    <name>PromiseStep</name>
    <message>
        <source>Welcome to Feeling Manager</source>
        <translation>Feeling Manager에 오신 것을 환영합니다</translation>
    </message>
    <message>
        <source>It plays music that fits your expression, and shows what your day was like.</source>
        <translation>표정에 어울리는 음악을 틀어 주고, 하루가 어땠는지 보여 줍니다.</translation>
    </message>
    <message>
        <source>What is read</source>
        <translation>무엇을 읽나요</translation>
    </message>
    <message>
        <source>About once a second it looks at the camera&apos;s picture and reads which of six expressions your face shows.</source>
        <translation>1초에 한 번쯤 카메라 화면을 보고, 얼굴에 여섯 가지 표정 가운데 무엇이 나타나는지 읽습니다.</translation>
    </message>
    <message>
        <source>What never leaves this computer</source>
        <translation>이 컴퓨터를 떠나지 않는 것</translation>
    </message>
    <message>
        <source>Pictures are never stored and never sent. Kept here, for you alone: which expression was read when, and which songs were played.</source>
        <translation>화면은 저장하지도 보내지도 않습니다. 언제 어떤 표정을 읽었는지와 어떤 노래를 틀었는지만 이 컴퓨터에, 나만 보도록 남깁니다.</translation>
    </message>
    <message>
        <source>What an emotion means here</source>
        <translation>여기서 말하는 감정</translation>
    </message>
    <message>
        <source>What an expression looks like, not what you feel. A reading can be wrong; you can correct it, or choose a mood by hand.</source>
        <translation>표정이 어떻게 보이는지일 뿐, 마음을 아는 것은 아닙니다. 틀릴 수도 있으니 고쳐 주거나 기분을 직접 고를 수 있습니다.</translation>
    </message>
    <message>
        <source>What goes to the internet</source>
        <translation>인터넷으로 나가는 것</translation>
    </message>
    <message>
        <source>Requests for songs, and for newer versions of yt-dlp, which fetches them. Nothing about you.</source>
        <translation>노래를 찾는 요청과, 노래를 받아 오는 yt-dlp의 새 버전을 찾는 요청뿐입니다. 나에 대한 것은 나가지 않습니다.</translation>
    </message>
    <message>
        <source>The camera is switched on only if you agree below. One click or Ctrl+K switches it off again at any time.</source>
        <translation>아래에서 동의해야만 카메라를 켭니다. 언제든 클릭 한 번이나 Ctrl+K로 다시 끌 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>SectionBar</name>
    <message>
        <source>Go to {section}</source>
        <translation>{section}(으)로 가기</translation>
    </message>
</context>
<context>
    <name>SeekRow</name>
    <message>
        <source>Position in the song</source>
        <translation>재생 위치</translation>
    </message>
    <message>
        <source>Time played</source>
        <translation>재생한 시간</translation>
    </message>
    <message>
        <source>Length of the song</source>
        <translation>노래 길이</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>Play next</source>
        <translation>다음에 재생</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>장르</translation>
    </message>
    <message>
        <source>Moods</source>
        <translation>분위기</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>{count} chosen</source>
        <translation>{count}곡 선택</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Camera and reading</source>
        <translation>카메라와 표정 읽기</translation>
    </message>
    <message>
        <source>Music</source>
        <translation>음악</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>창</translation>
    </message>
    <message>
        <source>Genres</source>
        <translation>장르</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Expressions</source>
        <translation>표정</translation>
    </message>
    <message>
        <source>YouTube</source>
        <translation>YouTube</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>개인정보</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>진단</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>키보드</translation>
    </message>
    <message>
        <source>About</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>Reset all settings</source>
        <translation>모든 설정 초기화</translation>
    </message>
    <message>
        <source>Genres, songs and history stay as they are.</source>
        <translation>장르, 노래, 기록은 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>설정 찾기</translation>
    </message>
    <message>
        <source>No setting found</source>
        <translation>찾는 설정이 없습니다</translation>
    </message>
    <message>
        <source>Look for less, or press Escape to see all.</source>
        <translation>더 짧게 찾거나 Esc를 눌러 모두 보세요.</translation>
    </message>
    <message>
        <source>Changed: {setting}</source>
        <translation>바꿈: {setting}</translation>
    </message>
    <message>
        <source>Settings reset: {count}</source>
        <translation>초기화한 설정: {count}개</translation>
    </message>
    <message>
        <source>Play the song to its end</source>
        <translation>노래를 끝까지 재생</translation>
    </message>
    <message>
        <source>Change the song soon</source>
        <translation>곧 노래를 바꿈</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정 따르기</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>초</translation>
    </message>
    <message>
        <source>days</source>
        <translation>일</translation>
    </message>
    <message>
        <source>For ever</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
</context>
<context>
    <name>ShortcutsCard</name>
    <message>
        <source>Keyboard</source>
        <translation>키보드</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>재생 또는 일시정지</translation>
    </message>
    <message>
        <source>Next song</source>
        <translation>다음 곡</translation>
    </message>
    <message>
        <source>Previous song</source>
        <translation>이전 곡</translation>
    </message>
    <message>
        <source>Like the song</source>
        <translation>노래 좋아요</translation>
    </message>
    <message>
        <source>Dislike the song</source>
        <translation>노래 싫어요</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>음소거</translation>
    </message>
    <message>
        <source>Camera on or off</source>
        <translation>카메라 켜기/끄기</translation>
    </message>
    <message>
        <source>First page; 2 to 5 for the others</source>
        <translation>첫 페이지 (2~5: 다른 페이지)</translation>
    </message>
    <message>
        <source>Search in the library or in the settings</source>
        <translation>노래 목록이나 설정에서 찾기</translation>
    </message>
    <message>
        <source>Undo the last change of a setting</source>
        <translation>마지막 설정 변경 되돌리기</translation>
    </message>
    <message>
        <source>Mini player, and back</source>
        <translation>미니 플레이어 열기와 닫기</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>프로그램 닫기</translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Feeling Manager</source>
        <translation>Feeling Manager</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>지금</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>통계</translation>
    </message>
    <message>
        <source>History</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>노래 목록</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Mini player</source>
        <translation>미니 플레이어</translation>
    </message>
    <message>
        <source>No song yet</source>
        <translation>아직 노래가 없습니다</translation>
    </message>
    <message>
        <source>Camera off</source>
        <translation>카메라 꺼짐</translation>
    </message>
    <message>
        <source>Camera starting</source>
        <translation>카메라 켜는 중</translation>
    </message>
    <message>
        <source>Camera on</source>
        <translation>카메라 켜짐</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>카메라 없음</translation>
    </message>
    <message>
        <source>Video over</source>
        <translation>영상 끝남</translation>
    </message>
</context>
<context>
    <name>StartErrorWindow</name>
    <message>
        <source>Feeling Manager</source>
        <translation>Feeling Manager</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Feeling Manager could not start</source>
        <translation>Feeling Manager를 시작하지 못했습니다</translation>
    </message>
    <message>
        <source>If it happens again, copy the report and send it to whoever looks after the program. It names no files, songs or people of yours.</source>
        <translation>같은 일이 다시 생기면 보고서를 복사해 프로그램을 돌보는 사람에게 보내 주세요. 보고서에는 파일, 노래, 사람 이름이 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>보고서 복사</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>복사했습니다</translation>
    </message>
</context>
<context>
    <name>StatisticsPage</name>
    <message>
        <source>Statistics</source>
        <translation>통계</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>일</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>주</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>월</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>연</translation>
    </message>
    <message>
        <source>expressions</source>
        <translation>읽은 표정</translation>
    </message>
    <message>
        <source>time read</source>
        <translation>읽은 시간</translation>
    </message>
    <message>
        <source>most often</source>
        <translation>가장 많은 표정</translation>
    </message>
    <message>
        <source>songs</source>
        <translation>재생한 노래</translation>
    </message>
    <message>
        <source>Nothing was read in this time</source>
        <translation>이 기간에 읽은 표정이 없습니다</translation>
    </message>
    <message>
        <source>Switch the camera on and work as usual: the bars grow by themselves.</source>
        <translation>카메라를 켜고 평소처럼 일하면 막대가 저절로 자랍니다.</translation>
    </message>
    <message>
        <source>Songs – choose an emotion to see only its songs</source>
        <translation>노래 – 감정을 고르면 그 감정의 노래만 보입니다</translation>
    </message>
    <message>
        <source>Songs for {emotion}</source>
        <translation>{emotion}일 때의 노래</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Problem</source>
        <translation>문제 있음</translation>
    </message>
    <message>
        <source>Camera off</source>
        <translation>카메라 꺼짐</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>카메라 없음</translation>
    </message>
    <message>
        <source>Video over</source>
        <translation>영상 끝남</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>읽는 중…</translation>
    </message>
    <message>
        <source>Reading your expression…</source>
        <translation>표정을 읽고 있습니다…</translation>
    </message>
</context>
<context>
    <name>TasteChanges</name>
    <message>
        <source>Genres reset: {emotion}</source>
        <translation>장르 초기화: {emotion}</translation>
    </message>
    <message>
        <source>All genres were reset</source>
        <translation>모든 장르를 초기화했습니다</translation>
    </message>
    <message>
        <source>Genre added: {genre}</source>
        <translation>장르 추가: {genre}</translation>
    </message>
    <message>
        <source>Genre renamed: {old} → {new}</source>
        <translation>장르 이름 바꿈: {old} → {new}</translation>
    </message>
    <message>
        <source>Genre deleted: {genre}</source>
        <translation>장르 삭제: {genre}</translation>
    </message>
</context>
<context>
    <name>TensionRow</name>
    <message>
        <source>Tension</source>
        <translation>긴장</translation>
    </message>
    <message>
        <source>A cue from what hands do; it says how something looks, not how somebody is.</source>
        <translation>손동작에서 얻은 신호입니다. 어떻게 보이는지를 말할 뿐, 그 사람의 상태를 말하지 않습니다.</translation>
    </message>
</context>
<context>
    <name>TracksModel</name>
    <message>
        <source>Song</source>
        <translation>노래</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>가수</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>장르</translation>
    </message>
    <message>
        <source>Moods</source>
        <translation>분위기</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>길이</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>출처</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
</context>
<context>
    <name>TrayMenu</name>
    <message>
        <source>No song yet</source>
        <translation>아직 노래가 없습니다</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>Next song</source>
        <translation>다음 곡</translation>
    </message>
    <message>
        <source>Previous song</source>
        <translation>이전 곡</translation>
    </message>
    <message>
        <source>I like this song</source>
        <translation>이 노래가 좋아요</translation>
    </message>
    <message>
        <source>Switch the camera on</source>
        <translation>카메라 켜기</translation>
    </message>
    <message>
        <source>Switch the camera off</source>
        <translation>카메라 끄기</translation>
    </message>
    <message>
        <source>The music should</source>
        <translation>음악의 방향</translation>
    </message>
    <message>
        <source>Mini player</source>
        <translation>미니 플레이어</translation>
    </message>
    <message>
        <source>Hide the window</source>
        <translation>창 숨기기</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>창 보이기</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>종료</translation>
    </message>
</context>
<context>
    <name>UndoStrip</name>
    <message>
        <source>Undo</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>이 알림 닫기</translation>
    </message>
</context>
<context>
    <name>VolumeControl</name>
    <message>
        <source>Mute</source>
        <translation>음소거</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>음량</translation>
    </message>
</context>
<context>
    <name>VoteButtons</name>
    <message>
        <source>I like this song</source>
        <translation>이 노래가 좋아요</translation>
    </message>
    <message>
        <source>I do not like this song</source>
        <translation>이 노래가 싫어요</translation>
    </message>
    <message>
        <source>Never play this song again</source>
        <translation>이 노래 다시 틀지 않기</translation>
    </message>
</context>
<context>
    <name>WelcomeGuide</name>
    <message>
        <source>Feeling Manager</source>
        <translation>Feeling Manager</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Skip the introduction</source>
        <translation>소개 건너뛰기</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Go on without the camera</source>
        <translation>카메라 없이 계속</translation>
    </message>
    <message>
        <source>Agree and use the camera</source>
        <translation>동의하고 카메라 켜기</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>시작하기</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>{count}단계 중 {number}단계</translation>
    </message>
</context>
<context>
    <name>YtDlpCard</name>
    <message>
        <source>Songs from YouTube</source>
        <translation>YouTube 노래</translation>
    </message>
    <message>
        <source>They are fetched by yt-dlp. YouTube changes often, so it has to be new.</source>
        <translation>yt-dlp가 가져옵니다. YouTube가 자주 바뀌므로 yt-dlp도 최신이어야 합니다.</translation>
    </message>
    <message>
        <source>Update yt-dlp</source>
        <translation>yt-dlp 업데이트</translation>
    </message>
    <message>
        <source>Version: {version}</source>
        <translation>버전: {version}</translation>
    </message>
    <message>
        <source>Version: {version} · Age in days: {days}</source>
        <translation>버전: {version} · 나온 지 {days}일</translation>
    </message>
    <message>
        <source>Fetching: {percent} %</source>
        <translation>내려받는 중: {percent}%</translation>
    </message>
    <message>
        <source>Looking for a newer one…</source>
        <translation>새 버전을 찾고 있습니다…</translation>
    </message>
    <message>
        <source>It is used from the next start on.</source>
        <translation>다음에 프로그램을 켤 때부터 사용됩니다.</translation>
    </message>
    <message>
        <source>It is new and is used from the next song on.</source>
        <translation>새 버전이며 다음 곡부터 사용됩니다.</translation>
    </message>
    <message>
        <source>There is no newer one.</source>
        <translation>더 새로운 버전이 없습니다.</translation>
    </message>
    <message>
        <source>It is old. Some songs may no longer be found.</source>
        <translation>오래된 버전입니다. 찾을 수 없는 노래가 있을 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>texts</name>
    <message>
        <source>Anger</source>
        <translation>화남</translation>
    </message>
    <message>
        <source>Fear</source>
        <translation>공포</translation>
    </message>
    <message>
        <source>Happiness</source>
        <translation>행복</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>중립</translation>
    </message>
    <message>
        <source>Sadness</source>
        <translation>슬픔</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>놀람</translation>
    </message>
    <message>
        <source>Your expression looks angry</source>
        <translation>화난 표정으로 보입니다</translation>
    </message>
    <message>
        <source>Your expression looks afraid</source>
        <translation>겁먹은 표정으로 보입니다</translation>
    </message>
    <message>
        <source>Your expression looks happy</source>
        <translation>행복한 표정으로 보입니다</translation>
    </message>
    <message>
        <source>Your expression looks neutral</source>
        <translation>무표정으로 보입니다</translation>
    </message>
    <message>
        <source>Your expression looks sad</source>
        <translation>슬픈 표정으로 보입니다</translation>
    </message>
    <message>
        <source>Your expression looks surprised</source>
        <translation>놀란 표정으로 보입니다</translation>
    </message>
    <message>
        <source>Chin on the hand</source>
        <translation>턱 괴기</translation>
    </message>
    <message>
        <source>Hands in the hair</source>
        <translation>머리에 손</translation>
    </message>
    <message>
        <source>Hands over the face</source>
        <translation>얼굴 가리기</translation>
    </message>
    <message>
        <source>Classical</source>
        <translation>클래식</translation>
    </message>
    <message>
        <source>Jazz</source>
        <translation>재즈</translation>
    </message>
    <message>
        <source>Pop</source>
        <translation>팝</translation>
    </message>
    <message>
        <source>Trot</source>
        <translation>트로트</translation>
    </message>
    <message>
        <source>Idol</source>
        <translation>아이돌음악</translation>
    </message>
    <message>
        <source>Rock</source>
        <translation>락</translation>
    </message>
    <message>
        <source>Ballad</source>
        <translation>발라드</translation>
    </message>
    <message>
        <source>Game music</source>
        <translation>게임음악</translation>
    </message>
    <message>
        <source>Hip-hop</source>
        <translation>힙합</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>기타</translation>
    </message>
    <message>
        <source>off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>sometimes</source>
        <translation>가끔</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>often</source>
        <translation>자주</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>기분 그대로</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>기분 전환</translation>
    </message>
    <message>
        <source>Calm</source>
        <translation>차분하게</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>집중</translation>
    </message>
    <message>
        <source>playing</source>
        <translation>재생 중</translation>
    </message>
    <message>
        <source>played to the end</source>
        <translation>끝까지 들음</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>건너뜀</translation>
    </message>
    <message>
        <source>mood changed</source>
        <translation>기분이 바뀜</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>멈춤</translation>
    </message>
    <message>
        <source>could not be played</source>
        <translation>재생할 수 없음</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>중단됨</translation>
    </message>
    <message>
        <source>No face is in the picture.</source>
        <translation>화면에 얼굴이 없습니다.</translation>
    </message>
    <message>
        <source>It is too dark. Turn a lamp on or uncover the camera.</source>
        <translation>너무 어둡습니다. 조명을 켜거나 카메라 덮개를 열어 주세요.</translation>
    </message>
    <message>
        <source>Your face is too bright. Keep out of direct light.</source>
        <translation>얼굴이 너무 밝습니다. 직접 비치는 빛을 피해 주세요.</translation>
    </message>
    <message>
        <source>Your face is blurred. Wipe the lens or hold still.</source>
        <translation>얼굴이 흐립니다. 렌즈를 닦거나 잠시 가만히 있어 주세요.</translation>
    </message>
    <message>
        <source>Your face is turned away. Look towards the camera.</source>
        <translation>얼굴이 돌아가 있습니다. 카메라 쪽을 봐 주세요.</translation>
    </message>
    <message>
        <source>Your face is far away. Come a little closer.</source>
        <translation>얼굴이 멀리 있습니다. 조금 더 가까이 와 주세요.</translation>
    </message>
    <message>
        <source>Your face is cut off. Move to the middle.</source>
        <translation>얼굴이 화면에서 잘렸습니다. 가운데로 옮겨 주세요.</translation>
    </message>
    <message>
        <source>Several faces are equally near. Let one come closer.</source>
        <translation>여러 얼굴이 비슷하게 가깝습니다. 한 사람만 더 가까이 와 주세요.</translation>
    </message>
    <message>
        <source>{emotion}: you ticked {genre} for it.</source>
        <translation>{emotion}: 선택하신 {genre} 장르에서 골랐습니다.</translation>
    </message>
    <message>
        <source>{emotion}: no genre is ticked, so any song may come.</source>
        <translation>{emotion}: 선택한 장르가 없어 모든 노래에서 골랐습니다.</translation>
    </message>
    <message>
        <source>{emotion}: the ticked genres have no song, so another one was taken.</source>
        <translation>{emotion}: 선택한 장르에 노래가 없어 다른 곡을 골랐습니다.</translation>
    </message>
    <message>
        <source>A random song.</source>
        <translation>무작위로 고른 곡입니다.</translation>
    </message>
    <message>
        <source>{emotion}: a song that plays without the network.</source>
        <translation>{emotion}: 인터넷 없이 들을 수 있는 곡입니다.</translation>
    </message>
    <message>
        <source>You picked this song.</source>
        <translation>직접 고른 노래입니다.</translation>
    </message>
    <message>
        <source>amusing</source>
        <translation>유쾌함</translation>
    </message>
    <message>
        <source>joyful</source>
        <translation>즐거움</translation>
    </message>
    <message>
        <source>sensual</source>
        <translation>관능</translation>
    </message>
    <message>
        <source>beautiful</source>
        <translation>아름다움</translation>
    </message>
    <message>
        <source>relaxing</source>
        <translation>편안함</translation>
    </message>
    <message>
        <source>sad</source>
        <translation>슬픔</translation>
    </message>
    <message>
        <source>dreamy</source>
        <translation>몽환</translation>
    </message>
    <message>
        <source>triumphant</source>
        <translation>웅장함</translation>
    </message>
    <message>
        <source>anxious</source>
        <translation>불안</translation>
    </message>
    <message>
        <source>scary</source>
        <translation>무서움</translation>
    </message>
    <message>
        <source>annoying</source>
        <translation>거슬림</translation>
    </message>
    <message>
        <source>defiant</source>
        <translation>반항</translation>
    </message>
    <message>
        <source>energetic</source>
        <translation>신남</translation>
    </message>
    <message>
        <source>Included</source>
        <translation>기본 제공</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>내 컴퓨터</translation>
    </message>
    <message>
        <source>Web</source>
        <translation>웹</translation>
    </message>
    <message>
        <source>Web search</source>
        <translation>웹 검색</translation>
    </message>
    <message>
        <source>&lt;1 min</source>
        <translation>1분 미만</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}분</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours}시간 {minutes}분</translation>
    </message>
    <message>
        <source>Seen: {count} · {length}</source>
        <translation>{count}회 · {length}</translation>
    </message>
    <message>
        <source>No camera was found. Connect one, or choose a mood by hand.</source>
        <translation>카메라를 찾지 못했습니다. 카메라를 연결하거나 기분을 직접 골라 주세요.</translation>
    </message>
    <message>
        <source>Another program uses the camera. Close it; it is tried again by itself.</source>
        <translation>다른 프로그램이 카메라를 사용하고 있습니다. 그 프로그램을 닫으면 자동으로 다시 연결합니다.</translation>
    </message>
    <message>
        <source>The camera is gone. Connect it again; it is tried again by itself.</source>
        <translation>카메라 연결이 끊겼습니다. 다시 연결하면 자동으로 이어집니다.</translation>
    </message>
    <message>
        <source>The video is over.</source>
        <translation>영상이 끝났습니다.</translation>
    </message>
    <message>
        <source>No camera was found, so the demo portrait is shown.</source>
        <translation>카메라를 찾지 못해 예시 사진을 보여 줍니다.</translation>
    </message>
    <message>
        <source>A file of the program is missing. Install the program again.</source>
        <translation>프로그램 파일이 없습니다. 프로그램을 다시 설치해 주세요.</translation>
    </message>
    <message>
        <source>The emotion network cannot be read. Install the program again.</source>
        <translation>표정 인식 모델을 읽을 수 없습니다. 프로그램을 다시 설치해 주세요.</translation>
    </message>
    <message>
        <source>Hands cannot be looked for: a file of the program is missing or broken. Everything else works. Install the program again.</source>
        <translation>프로그램 파일이 없거나 망가져 손동작을 볼 수 없습니다. 나머지는 그대로 작동합니다. 프로그램을 다시 설치하세요.</translation>
    </message>
    <message>
        <source>VLC is missing, so there is no sound. Install VLC and start again.</source>
        <translation>VLC가 없어 소리가 나지 않습니다. VLC를 설치하고 다시 시작해 주세요.</translation>
    </message>
    <message>
        <source>This song cannot be played.</source>
        <translation>이 노래를 재생할 수 없습니다.</translation>
    </message>
    <message>
        <source>There is no connection to the internet. Your own songs play meanwhile.</source>
        <translation>인터넷에 연결되어 있지 않습니다. 그동안 저장된 노래를 재생합니다.</translation>
    </message>
    <message>
        <source>YouTube needs a JavaScript runtime. Install Deno and start again.</source>
        <translation>YouTube에는 JavaScript 런타임이 필요합니다. Deno를 설치하고 다시 시작해 주세요.</translation>
    </message>
    <message>
        <source>YouTube has changed and yt-dlp is out of date. Update it in the settings.</source>
        <translation>YouTube가 바뀌어 yt-dlp가 오래되었습니다. 설정에서 업데이트해 주세요.</translation>
    </message>
    <message>
        <source>A newer yt-dlp was fetched. It is used from the next song on.</source>
        <translation>새 yt-dlp를 내려받았습니다. 다음 곡부터 사용됩니다.</translation>
    </message>
    <message>
        <source>A newer yt-dlp was fetched. Close the program and start it again to use it.</source>
        <translation>새 yt-dlp를 내려받았습니다. 사용하려면 프로그램을 껐다가 다시 켜 주세요.</translation>
    </message>
    <message>
        <source>The place that yt-dlp comes from cannot be reached. Try again later.</source>
        <translation>yt-dlp를 내려받는 곳에 연결할 수 없습니다. 나중에 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>No yt-dlp that works here was offered. Try again later.</source>
        <translation>이 컴퓨터에서 쓸 수 있는 yt-dlp를 찾지 못했습니다. 나중에 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>The newer yt-dlp arrived damaged and was thrown away. Try again later.</source>
        <translation>새 yt-dlp가 손상된 채 도착하여 버렸습니다. 나중에 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>The newer yt-dlp does not work here. The one before it stays in use.</source>
        <translation>새 yt-dlp가 이 컴퓨터에서 작동하지 않습니다. 이전 버전을 계속 사용합니다.</translation>
    </message>
    <message>
        <source>YouTube asks for a pause. Your own songs play meanwhile.</source>
        <translation>YouTube가 잠시 쉬어 달라고 합니다. 그동안 저장된 노래를 재생합니다.</translation>
    </message>
    <message>
        <source>This song is no longer to be found.</source>
        <translation>이 노래를 더 이상 찾을 수 없습니다.</translation>
    </message>
    <message>
        <source>The file of this song is not there.</source>
        <translation>이 노래의 파일이 없습니다.</translation>
    </message>
    <message>
        <source>The server took too long to answer.</source>
        <translation>서버의 응답이 너무 늦습니다.</translation>
    </message>
    <message>
        <source>This address is not opened, to be safe.</source>
        <translation>안전을 위해 이 주소는 열지 않습니다.</translation>
    </message>
    <message>
        <source>The disk is full. Free some space.</source>
        <translation>디스크가 가득 찼습니다. 공간을 비워 주세요.</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>취소되었습니다.</translation>
    </message>
    <message>
        <source>There is no song to play. Add some songs.</source>
        <translation>재생할 노래가 없습니다. 노래를 추가해 주세요.</translation>
    </message>
    <message>
        <source>None of the songs can be played. Look into the library.</source>
        <translation>재생할 수 있는 노래가 없습니다. 노래 목록을 확인해 주세요.</translation>
    </message>
    <message>
        <source>The database cannot be read.</source>
        <translation>데이터베이스를 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The database was made by a newer version. Install that version.</source>
        <translation>더 새로운 버전에서 만든 데이터베이스입니다. 그 버전을 설치해 주세요.</translation>
    </message>
    <message>
        <source>Another program keeps the database locked.</source>
        <translation>다른 프로그램이 데이터베이스를 사용하고 있습니다.</translation>
    </message>
    <message>
        <source>The database could not be read. It was kept aside and a new one was begun.</source>
        <translation>데이터베이스를 읽을 수 없어 따로 보관하고 새로 시작했습니다.</translation>
    </message>
    <message>
        <source>The folder cannot be written to. Choose another one with --data-dir.</source>
        <translation>폴더에 쓸 수 없습니다. --data-dir로 다른 폴더를 지정해 주세요.</translation>
    </message>
    <message>
        <source>What starts at log-in could not be changed. Change it in the system&apos;s settings.</source>
        <translation>로그인할 때 시작하는 프로그램을 바꾸지 못했습니다. 시스템 설정에서 바꿔 주세요.</translation>
    </message>
    <message>
        <source>A setting is not acceptable.</source>
        <translation>설정 값이 올바르지 않습니다.</translation>
    </message>
    <message>
        <source>This list cannot be read.</source>
        <translation>이 목록을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>This picture cannot be read.</source>
        <translation>이 그림을 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>There is no such song.</source>
        <translation>그런 노래가 없습니다.</translation>
    </message>
    <message>
        <source>Feeling Manager is already running.</source>
        <translation>Feeling Manager가 이미 실행 중입니다.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <translation>프로그램 안에서 문제가 생겼습니다.</translation>
    </message>
    <message>
        <source>The camera is off</source>
        <translation>카메라가 꺼져 있습니다</translation>
    </message>
    <message>
        <source>Nobody is looking. Choose a mood by hand, or switch the camera on.</source>
        <translation>아무것도 보고 있지 않습니다. 기분을 직접 고르거나 카메라를 켜 주세요.</translation>
    </message>
    <message>
        <source>The camera is starting…</source>
        <translation>카메라를 켜는 중입니다…</translation>
    </message>
    <message>
        <source>No camera was found</source>
        <translation>카메라를 찾지 못했습니다</translation>
    </message>
    <message>
        <source>Connect a webcam; it is looked for every few seconds. Or choose a mood by hand.</source>
        <translation>웹캠을 연결하면 몇 초 안에 자동으로 찾습니다. 기분을 직접 골라도 됩니다.</translation>
    </message>
    <message>
        <source>Another program uses the camera</source>
        <translation>다른 프로그램이 카메라를 사용하고 있습니다</translation>
    </message>
    <message>
        <source>Close the video call or camera program; it is tried again by itself.</source>
        <translation>화상 회의나 카메라 프로그램을 닫으면 자동으로 다시 연결합니다.</translation>
    </message>
    <message>
        <source>The camera is gone</source>
        <translation>카메라 연결이 끊겼습니다</translation>
    </message>
    <message>
        <source>Plug it in again; it is tried again by itself.</source>
        <translation>다시 꽂으면 자동으로 이어집니다.</translation>
    </message>
    <message>
        <source>The video is over</source>
        <translation>영상이 끝났습니다</translation>
    </message>
    <message>
        <source>Play it again, or choose another camera in the settings.</source>
        <translation>다시 재생하거나 설정에서 다른 카메라를 골라 주세요.</translation>
    </message>
    <message>
        <source>Any mood</source>
        <translation>모든 기분</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>카메라</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>소리</translation>
    </message>
    <message>
        <source>VLC</source>
        <translation>VLC</translation>
    </message>
    <message>
        <source>Emotion network</source>
        <translation>표정 신경망</translation>
    </message>
    <message>
        <source>JavaScript runtime</source>
        <translation>JavaScript 실행기</translation>
    </message>
    <message>
        <source>yt-dlp</source>
        <translation>yt-dlp</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>데이터베이스</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>디스크</translation>
    </message>
    <message>
        <source>no camera was found</source>
        <translation>카메라를 찾지 못했습니다</translation>
    </message>
    <message>
        <source>the system&apos;s sound output is used</source>
        <translation>시스템의 소리 출력을 씁니다</translation>
    </message>
    <message>
        <source>a sound server is running</source>
        <translation>소리 서버가 실행 중입니다</translation>
    </message>
    <message>
        <source>a sound card is there</source>
        <translation>사운드 카드가 있습니다</translation>
    </message>
    <message>
        <source>no sound card and no sound server were found</source>
        <translation>사운드 카드도 소리 서버도 찾지 못했습니다</translation>
    </message>
    <message>
        <source>trained {date}</source>
        <translation>{date}에 학습함</translation>
    </message>
    <message>
        <source>{name} at {path}</source>
        <translation>{name}, {path}</translation>
    </message>
    <message>
        <source>no JavaScript runtime for yt-dlp was found</source>
        <translation>yt-dlp가 쓸 JavaScript 실행기를 찾지 못했습니다</translation>
    </message>
    <message>
        <source>it cannot be loaded: {detail}</source>
        <translation>불러올 수 없습니다: {detail}</translation>
    </message>
    <message>
        <source>unknown version {version}</source>
        <translation>알 수 없는 버전 {version}</translation>
    </message>
    <message>
        <source>{version}, {days} days old, came with the program</source>
        <translation>{version}, {days}일 됨, 프로그램에 들어 있던 것</translation>
    </message>
    <message>
        <source>{version}, {days} days old, updated by you</source>
        <translation>{version}, {days}일 됨, 직접 업데이트한 것</translation>
    </message>
    <message>
        <source>{path}, {count} songs</source>
        <translation>{path}, 노래 {count}곡</translation>
    </message>
    <message>
        <source>{gigabytes:.1f} GB free</source>
        <translation>{gigabytes:.1f} GB 남음</translation>
    </message>
    <message>
        <source>Connect a camera, or start with --camera demo to look around.</source>
        <translation>카메라를 연결하거나, --camera demo로 시작해 둘러보세요.</translation>
    </message>
    <message>
        <source>Connect a sound card, or start with --audio-file out.wav to render to a file.</source>
        <translation>사운드 카드를 연결하거나, --audio-file out.wav로 시작해 파일에 소리를 저장하세요.</translation>
    </message>
    <message>
        <source>YouTube needs it. Install Deno 2 or Node 22 and see that it is on the PATH.</source>
        <translation>YouTube에 필요합니다. Deno 2나 Node 22를 설치하고 PATH에 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>Install it again.</source>
        <translation>다시 설치하세요.</translation>
    </message>
    <message>
        <source>Free some space: songs are kept on the disk.</source>
        <translation>공간을 비우세요. 노래는 디스크에 저장됩니다.</translation>
    </message>
    <message>
        <source>An old one soon stops working. Type: feeling-manager update, or press Update yt-dlp on the settings page.</source>
        <translation>오래되면 곧 작동하지 않습니다. feeling-manager update를 입력하거나 설정에서 yt-dlp 업데이트를 누르세요.</translation>
    </message>
    <message>
        <source>A webcam, or the path of a video file.</source>
        <translation>웹캠이나 영상 파일의 경로입니다.</translation>
    </message>
    <message>
        <source>Read the expression every</source>
        <translation>표정을 읽는 간격</translation>
    </message>
    <message>
        <source>A longer time saves power.</source>
        <translation>길수록 전기를 아낍니다.</translation>
    </message>
    <message>
        <source>A new expression counts after</source>
        <translation>새 표정이 인정되기까지</translation>
    </message>
    <message>
        <source>So a yawn changes nothing.</source>
        <translation>하품 한 번에 노래가 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>Watch for signs of tension</source>
        <translation>긴장 신호 보기</translation>
    </message>
    <message>
        <source>Looks every five seconds whether hands carry the chin, lie in the hair or over the face, and keeps only which and when. Costs about 0.2 % of one processor core and 25 MB of memory.</source>
        <translation>5초마다 손이 턱을 괴거나 머리나 얼굴에 있는지 보고, 무엇이 언제였는지만 남깁니다. 프로세서 코어 하나의 약 0.2%와 메모리 25MB를 씁니다.</translation>
    </message>
    <message>
        <source>The music should</source>
        <translation>음악의 방향</translation>
    </message>
    <message>
        <source>Match the expression, lift it, calm down, or help to focus.</source>
        <translation>기분 그대로, 기분 전환, 차분하게, 집중 가운데 고릅니다.</translation>
    </message>
    <message>
        <source>When the expression changes</source>
        <translation>표정이 바뀌면</translation>
    </message>
    <message>
        <source>The next song follows it in both cases.</source>
        <translation>어느 쪽이든 다음 곡은 바뀐 표정을 따릅니다.</translation>
    </message>
    <message>
        <source>Play all songs equally loud</source>
        <translation>모든 노래를 같은 크기로 재생</translation>
    </message>
    <message>
        <source>Use the camera</source>
        <translation>카메라 사용</translation>
    </message>
    <message>
        <source>Off releases it at once; it stays off at the next start.</source>
        <translation>끄면 바로 놓아 주고, 다음에 시작할 때도 꺼져 있습니다.</translation>
    </message>
    <message>
        <source>Which camera</source>
        <translation>어느 카메라</translation>
    </message>
    <message>
        <source>Tell of each new song</source>
        <translation>새 노래를 알림으로 알리기</translation>
    </message>
    <message>
        <source>By a notification, while the window is not in front.</source>
        <translation>창이 앞에 있지 않을 때 알림을 띄웁니다.</translation>
    </message>
    <message>
        <source>Each song is measured before it plays; louder ones are turned down.</source>
        <translation>재생하기 전에 노래마다 소리 크기를 재고, 큰 노래는 소리를 줄입니다.</translation>
    </message>
    <message>
        <source>Disk space for songs from the web</source>
        <translation>웹에서 받은 노래의 저장 공간</translation>
    </message>
    <message>
        <source>The songs heard longest ago make room.</source>
        <translation>오래 듣지 않은 노래부터 지웁니다.</translation>
    </message>
    <message>
        <source>Update yt-dlp by itself</source>
        <translation>yt-dlp를 스스로 업데이트</translation>
    </message>
    <message>
        <source>When songs are no longer found; at most once a day.</source>
        <translation>노래를 더 이상 찾지 못할 때, 하루에 한 번까지만 합니다.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>Keep running when the window is closed</source>
        <translation>창을 닫아도 계속 실행</translation>
    </message>
    <message>
        <source>It is then found beside the clock. Ctrl+Q always ends the program.</source>
        <translation>시계 옆 아이콘으로 남아 있습니다. Ctrl+Q를 누르면 언제나 종료됩니다.</translation>
    </message>
    <message>
        <source>Start without a window</source>
        <translation>창 없이 시작</translation>
    </message>
    <message>
        <source>Only the icon beside the clock is there. Where there is no such place, the window starts minimised.</source>
        <translation>시계 옆 아이콘만 보입니다. 아이콘 자리가 없는 데스크톱에서는 창이 최소화된 채 시작합니다.</translation>
    </message>
    <message>
        <source>Start when I log in</source>
        <translation>로그인할 때 시작</translation>
    </message>
    <message>
        <source>Small movements</source>
        <translation>작은 움직임</translation>
    </message>
    <message>
        <source>Bars glide and pages fade in, unless the system wants none.</source>
        <translation>막대가 부드럽게 움직이고 화면이 서서히 나타납니다. 시스템에서 움직임을 끄면 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>Save the battery</source>
        <translation>배터리 아끼기</translation>
    </message>
    <message>
        <source>On battery the expression is read three times less often.</source>
        <translation>배터리로 쓸 때는 표정을 세 배 드물게 읽습니다.</translation>
    </message>
    <message>
        <source>Pause while the screen is locked</source>
        <translation>화면이 잠기면 멈추기</translation>
    </message>
    <message>
        <source>The camera is released and the music waits.</source>
        <translation>카메라를 놓아 주고 음악은 기다립니다.</translation>
    </message>
    <message>
        <source>Keep the history for</source>
        <translation>기록 보관 기간</translation>
    </message>
    <message>
        <source>What is older is deleted at the next start.</source>
        <translation>더 오래된 기록은 다음에 시작할 때 삭제됩니다.</translation>
    </message>
    <message>
        <source>Importing songs…</source>
        <translation>노래를 가져오는 중…</translation>
    </message>
    <message>
        <source>Checking which songs play…</source>
        <translation>재생되는지 확인하는 중…</translation>
    </message>
    <message>
        <source>Looking for duplicates…</source>
        <translation>중복을 찾는 중…</translation>
    </message>
    <message>
        <source>Writing the list…</source>
        <translation>목록을 쓰는 중…</translation>
    </message>
    <message>
        <source>private</source>
        <translation>비공개</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>삭제됨</translation>
    </message>
    <message>
        <source>blocked in this country</source>
        <translation>이 나라에서 차단됨</translation>
    </message>
    <message>
        <source>a live stream</source>
        <translation>실시간 방송</translation>
    </message>
    <message>
        <source>an endless mix</source>
        <translation>끝없는 믹스</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>읽을 수 없음</translation>
    </message>
    <message>
        <source>its address is not opened, to be safe</source>
        <translation>안전을 위해 열지 않는 주소</translation>
    </message>
    <message>
        <source>the file is not there</source>
        <translation>파일이 없음</translation>
    </message>
    <message>
        <source>not a song</source>
        <translation>노래가 아님</translation>
    </message>
    <message>
        <source>{added} added, {known} already there, {skipped} skipped</source>
        <translation>{added}곡 추가, {known}곡은 이미 있음, {skipped}곡 건너뜀</translation>
    </message>
    <message>
        <source>{found} found: {counts}</source>
        <translation>{found}곡 찾음: {counts}</translation>
    </message>
    <message>
        <source>{counts}. The list broke off: {reason}</source>
        <translation>{counts}. 목록이 도중에 끊겼습니다: {reason}</translation>
    </message>
    <message>
        <source>{counts}. Cancelled; what was found is kept.</source>
        <translation>{counts}. 취소했습니다. 찾은 노래는 남아 있습니다.</translation>
    </message>
    <message>
        <source>{checked} of {total} checked, {broken} do not play</source>
        <translation>{total}곡 중 {checked}곡 확인, {broken}곡 재생 불가</translation>
    </message>
    <message>
        <source>{counts}. The check stopped: {reason}</source>
        <translation>{counts}. 확인이 멈췄습니다: {reason}</translation>
    </message>
    <message>
        <source>{counts}. The next check goes on from here.</source>
        <translation>{counts}. 다음에는 여기서부터 이어서 확인합니다.</translation>
    </message>
    <message>
        <source>{songs} songs are there more than once.</source>
        <translation>두 번 이상 있는 노래가 {songs}곡입니다.</translation>
    </message>
    <message>
        <source>No song is there twice.</source>
        <translation>중복된 노래가 없습니다.</translation>
    </message>
    <message>
        <source>{songs} songs were written to {file}.</source>
        <translation>{songs}곡을 {file}에 썼습니다.</translation>
    </message>
    <message>
        <source>The internet does not answer.</source>
        <translation>인터넷이 응답하지 않습니다.</translation>
    </message>
    <message>
        <source>YouTube needs a JavaScript runtime.</source>
        <translation>유튜브에는 자바스크립트 실행 환경이 필요합니다.</translation>
    </message>
    <message>
        <source>YouTube has changed; yt-dlp needs an update.</source>
        <translation>유튜브가 바뀌어 yt-dlp 업데이트가 필요합니다.</translation>
    </message>
    <message>
        <source>YouTube asks for a pause.</source>
        <translation>유튜브가 잠시 쉬라고 합니다.</translation>
    </message>
    <message>
        <source>YouTube does not answer.</source>
        <translation>유튜브가 응답하지 않습니다.</translation>
    </message>
</context>
</TS>
